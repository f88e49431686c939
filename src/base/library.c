#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

bool library_open(const char *file, const char *const *names, size_t count,
                  void *functions)
{
    unsigned char *place = functions;
    void *address = NULL;
    memcpy(&address, place, sizeof(address));
    if (address) {
        return true;
    }
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
    if (!library) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!dlsym(library, names[i])) {
            (void)dlclose(library);
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        address = dlsym(library, names[i]);
        memcpy(place + i * sizeof(address), &address, sizeof(address));
    }
    return true;
}
