#include "model/request.h"

const char *request_role_name(enum request_role role)
{
    return role == REQUEST_SUPPORTING ? "supporting" : "output";
}
