#include "model/statistic.h"

#include "base/text.h"

#include <stddef.h>

static const struct {
    const char *name;
    enum statistic_class group;
} roles[ROLE_COUNT_OF_ROLES] = {
    [ROLE_UNKNOWN] = {"unknown", CLASS_COUNT},
    [ROLE_DIMENSION] = {"dimension", CLASS_COUNT},
    [ROLE_COUNT] = {"count", CLASS_FREQUENCIES},
    [ROLE_WEIGHTED] = {"weighted", CLASS_FREQUENCIES},
    [ROLE_TOTAL] = {"total", CLASS_FREQUENCIES},
    [ROLE_PERCENT] = {"percent", CLASS_FREQUENCIES},
    [ROLE_RATE] = {"rate", CLASS_FREQUENCIES},
    [ROLE_MEAN] = {"mean", CLASS_LINEAR_AGGREGATIONS},
    [ROLE_MEDIAN] = {"median", CLASS_POSITION},
    [ROLE_QUANTILE] = {"quantile", CLASS_POSITION},
    [ROLE_SUM] = {"sum", CLASS_LINEAR_AGGREGATIONS},
    [ROLE_MAX] = {"max", CLASS_ENDPOINTS},
    [ROLE_MIN] = {"min", CLASS_ENDPOINTS},
    [ROLE_SD] = {"sd", CLASS_SHAPE},
    [ROLE_SHAPE] = {"shape", CLASS_SHAPE},
    [ROLE_N] = {"n", CLASS_FREQUENCIES},
    [ROLE_TOP1] = {"top1", CLASS_COUNT},
    [ROLE_TOP2] = {"top2", CLASS_COUNT},
    [ROLE_CONTRIBUTORS] = {"contributors", CLASS_FREQUENCIES},
    [ROLE_ORGANISATIONS] = {"organisations", CLASS_FREQUENCIES},
    [ROLE_MODEL] = {"model", CLASS_CORRELATION},
    [ROLE_CORRELATION] = {"correlation", CLASS_CORRELATION},
    [ROLE_TEST] = {"test", CLASS_TESTS},
    [ROLE_DOF] = {"dof", CLASS_COUNT},
    [ROLE_RATIO] = {"ratio", CLASS_RATIOS},
    [ROLE_MODE] = {"mode", CLASS_MODE},
    [ROLE_SURVIVAL] = {"survival", CLASS_SURVIVAL},
    [ROLE_AT_RISK] = {"at-risk", CLASS_FREQUENCIES},
    [ROLE_EVENTS] = {"events", CLASS_FREQUENCIES},
    [ROLE_GINI] = {"gini", CLASS_GINI},
    [ROLE_CONCENTRATION] = {"concentration", CLASS_CONCENTRATION},
    [ROLE_ID] = {"id", CLASS_COUNT},
    [ROLE_NOTE] = {"note", CLASS_COUNT},
    [ROLE_IGNORE] = {"ignore", CLASS_COUNT},
};

static const char *const class_names[CLASS_COUNT] = {
    [CLASS_FREQUENCIES] = "frequencies",
    [CLASS_LINEAR_AGGREGATIONS] = "linear-aggregations",
    [CLASS_POSITION] = "position",
    [CLASS_ENDPOINTS] = "endpoints",
    [CLASS_SHAPE] = "shape",
    [CLASS_MODE] = "mode",
    [CLASS_CORRELATION] = "correlation-coefficients",
    [CLASS_TESTS] = "statistical-hypothesis-tests",
    [CLASS_RATIOS] = "calculated-ratios",
    [CLASS_SURVIVAL] = "hazard-survival-tables",
    [CLASS_GINI] = "gini-coefficient",
    [CLASS_CONCENTRATION] = "non-linear-concentration-ratios",
    [CLASS_LINKED] = "linked-multilevel-tables",
    [CLASS_CLUSTERS] = "clusters",
};

const char *role_name(enum role role)
{
    return roles[role].name;
}

enum role role_find(const char *name)
{
    for (int i = 0; i < ROLE_COUNT_OF_ROLES; i++) {
        if (text_equals_ignoring_case(roles[i].name, name)) {
            return (enum role)i;
        }
    }
    return ROLE_UNKNOWN;
}

const char *statistic_class_name(enum statistic_class statistic)
{
    return statistic < CLASS_COUNT ? class_names[statistic] : "none";
}

enum statistic_class statistic_class_find(const char *name)
{
    for (int i = 0; i < CLASS_COUNT; i++) {
        if (text_equals_ignoring_case(class_names[i], name)) {
            return (enum statistic_class)i;
        }
    }
    return CLASS_COUNT;
}

enum statistic_class role_class(enum role role)
{
    return roles[role].group;
}

bool role_is_count(enum role role)
{
    return role == ROLE_COUNT || role == ROLE_TOTAL || role == ROLE_N ||
           role == ROLE_CONTRIBUTORS || role == ROLE_ORGANISATIONS ||
           role == ROLE_AT_RISK || role == ROLE_EVENTS;
}

bool role_needs_count(enum role role)
{
    const enum statistic_class statistic = role_class(role);
    return role == ROLE_WEIGHTED || role == ROLE_PERCENT || role == ROLE_RATE ||
           (statistic != CLASS_COUNT && statistic != CLASS_FREQUENCIES);
}

bool role_adds_up(enum role role)
{
    return role == ROLE_COUNT || role == ROLE_TOTAL || role == ROLE_N ||
           role == ROLE_AT_RISK || role == ROLE_EVENTS || role == ROLE_WEIGHTED ||
           role == ROLE_SUM;
}
