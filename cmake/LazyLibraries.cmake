# Libraries that few commands need and that cost much to load: none of them is linked. A door
# includes lazy/NAME.h, calls NAME_open() and may then call the functions that are listed for it.
# One that is not listed does not link.
#
#   outcheck_lazy_library(NAME LIBRARY HEADER FUNCTION...)
function(outcheck_lazy_library name library header)
    execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${library} OUTPUT_VARIABLE headers
        COMMAND_ERROR_IS_FATAL ANY)
    if(NOT headers MATCHES "SONAME +([^ \n]+)")
        message(FATAL_ERROR "${library} has no name to be loaded by")
    endif()
    set(soname ${CMAKE_MATCH_1})
    set(members)
    set(names)
    set(macros)
    foreach(function IN LISTS ARGN)
        string(APPEND members "    __typeof__(${function}) *${function};\n")
        string(APPEND names "        \"${function}\",\n")
        string(APPEND macros "#define ${function} ${name}_functions.${function}\n")
    endforeach()
    file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/lazy/lazy/${name}.h @ONLY CONTENT
"/* Made by cmake/LazyLibraries.cmake. */
#pragma once
#pragma GCC system_header

#include \"base/library.h\"

#include <@header@>

static struct {
@members@} @name@_functions;

/* Whether the library is there; loads it the first time. */
static inline bool @name@_open(void)
{
    static const char *const names[] = {
@names@    };
    return library_open(\"@soname@\", names, sizeof names / sizeof names[0],
                        &@name@_functions);
}

@macros@")
endfunction()
