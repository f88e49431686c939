/*
 * The only file that includes SQLite in this stage. Each condition has an engine of its
 * own, in memory and empty, in which nothing is allowed but to calculate: the authorizer
 * refuses every action but reading our one row and calling the functions listed here.
 */
#include "policy/expression.h"

#include "base/text.h"

#include <sqlite3.h>

#include <math.h>
#include <string.h>

enum {
    TEXT_BYTE_LIMIT = 4000, /* longer text of a cell counts as unknown */
    VALUE_BYTE_LIMIT = 20000,
    LIKE_BYTE_LIMIT = 200,
    NESTING_LIMIT = 50,
    STEPS_AT_ONCE = 1000,
};

/* In the order of the parameters ?1, ?2, ... */
enum field {
    FIELD_VALUE,
    FIELD_N,
    FIELD_COUNT,
    FIELD_NUMERATOR,
    FIELD_DENOMINATOR,
    FIELD_SHARE_OF_ROW,
    FIELD_SHARE_OF_COLUMN,
    FIELD_ROLE,
    FIELD_STATE,
    FIELD_TABLE_ID,
    FIELD_TABLE_TITLE,
    FIELD_OUTPUT,
    FIELD_LABEL,
    FIELD_LIMIT,
};

static const char *const field_names[FIELD_LIMIT] = {
    [FIELD_VALUE] = "value",
    [FIELD_N] = "n",
    [FIELD_COUNT] = "count",
    [FIELD_NUMERATOR] = "numerator",
    [FIELD_DENOMINATOR] = "denominator",
    [FIELD_SHARE_OF_ROW] = "share_of_row",
    [FIELD_SHARE_OF_COLUMN] = "share_of_column",
    [FIELD_ROLE] = "role",
    [FIELD_STATE] = "state",
    [FIELD_TABLE_ID] = "table_id",
    [FIELD_TABLE_TITLE] = "table_title",
    [FIELD_OUTPUT] = "output",
    [FIELD_LABEL] = "label",
};

static const char *const functions[] = {
    "abs",  "round", "coalesce", "ifnull", "nullif",   "iif",    "min",
    "max",  "like",  "glob",     "lower",  "upper",    "length", "substr",
    "trim", "ltrim", "rtrim",    "instr",  "category",
};

/* What the engine's call-backs see and count. */
struct evaluation {
    const struct expression_cell *cell; /* of the evaluation under way */
    unsigned select_count;              /* queries seen while preparing */
    unsigned steps;
};

struct expression {
    sqlite3 *engine;
    sqlite3_stmt *statement;
    struct evaluation *evaluation;
};

static bool is_number_field(int field)
{
    return field < FIELD_ROLE;
}

const char *expression_field_at(size_t index)
{
    return index < FIELD_LIMIT ? field_names[index] : NULL;
}

static double number_of(const struct expression_cell *cell, int field)
{
    const double numbers[] = {
        [FIELD_VALUE] = cell->value,
        [FIELD_N] = cell->n,
        [FIELD_COUNT] = cell->count,
        [FIELD_NUMERATOR] = cell->numerator,
        [FIELD_DENOMINATOR] = cell->denominator,
        [FIELD_SHARE_OF_ROW] = cell->share_of_row,
        [FIELD_SHARE_OF_COLUMN] = cell->share_of_column,
    };
    return numbers[field];
}

static const char *text_of(const struct expression_cell *cell, int field)
{
    const char *const texts[FIELD_LIMIT] = {
        [FIELD_ROLE] = cell->role,         [FIELD_STATE] = cell->state,
        [FIELD_TABLE_ID] = cell->table_id, [FIELD_TABLE_TITLE] = cell->table_title,
        [FIELD_OUTPUT] = cell->output,     [FIELD_LABEL] = cell->label,
    };
    return texts[field];
}

static bool is_allowed_function(const char *name)
{
    for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
        if (text_equals_ignoring_case(functions[i], name)) {
            return true;
        }
    }
    return false;
}

static int authorize(void *context, int action, const char *table, const char *function,
                     const char *three, const char *four)
{
    (void)three;
    (void)four;
    struct evaluation *evaluation = context;
    if (action == SQLITE_SELECT) {
        evaluation->select_count++;
        return SQLITE_OK;
    }
    const bool is_allowed =
        (action == SQLITE_READ && text_equals(table, "cell")) ||
        (action == SQLITE_FUNCTION && function && is_allowed_function(function));
    return is_allowed ? SQLITE_OK : SQLITE_DENY;
}

/* Answering 1 interrupts the engine. */
static int count_steps(void *context)
{
    struct evaluation *evaluation = context;
    evaluation->steps += STEPS_AT_ONCE;
    return evaluation->steps > EXPRESSION_STEP_LIMIT;
}

/* category('Region') */
static void category_function(sqlite3_context *call, int count, sqlite3_value **arguments)
{
    (void)count;
    const struct evaluation *evaluation = sqlite3_user_data(call);
    const struct expression_cell *cell = evaluation->cell;
    const char *name = (const char *)sqlite3_value_text(arguments[0]);
    const char *label =
        cell && cell->category && name ? cell->category(cell->context, name) : NULL;
    if (label && strlen(label) <= TEXT_BYTE_LIMIT) {
        sqlite3_result_text(call, label, -1, SQLITE_TRANSIENT);
    } else {
        sqlite3_result_null(call);
    }
}

static bool open_engine(struct expression *expression)
{
    const int how = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(":memory:", &expression->engine, how, NULL) != SQLITE_OK) {
        return false;
    }
    sqlite3 *engine = expression->engine;
    (void)sqlite3_db_config(engine, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_db_config(engine, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    (void)sqlite3_db_config(engine, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    (void)sqlite3_db_config(engine, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    (void)sqlite3_limit(engine, SQLITE_LIMIT_LENGTH, VALUE_BYTE_LIMIT);
    (void)sqlite3_limit(engine, SQLITE_LIMIT_SQL_LENGTH, VALUE_BYTE_LIMIT);
    (void)sqlite3_limit(engine, SQLITE_LIMIT_EXPR_DEPTH, NESTING_LIMIT);
    (void)sqlite3_limit(engine, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LIKE_BYTE_LIMIT);
    (void)sqlite3_limit(engine, SQLITE_LIMIT_ATTACHED, 0);
    const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;
    return sqlite3_create_function_v2(engine, "category", 1, flags,
                                      expression->evaluation, category_function, NULL,
                                      NULL, NULL) == SQLITE_OK &&
           sqlite3_set_authorizer(engine, authorize, expression->evaluation) == SQLITE_OK;
}

/* One row with every field; the casts give columns a type, so that n < '30' compares
 * numbers. The fields stand first: a parameter in the condition would be one too many. */
static const char *query_of(struct arena *arena, const char *condition)
{
    const char *fields = "";
    for (int i = 0; i < FIELD_LIMIT; i++) {
        fields = text_format(arena, "%s%sCAST(?%d AS %s AS %s", fields, i ? ", " : "",
                             i + 1, is_number_field(i) ? "REAL)" : "TEXT) COLLATE NOCASE",
                             field_names[i]);
    }
    return text_format(arena, "WITH cell AS (SELECT %s) SELECT (%s\n) FROM cell", fields,
                       condition);
}

static bool prepare(struct expression *expression, const char *query, const char **rest)
{
    sqlite3_finalize(expression->statement);
    expression->statement = NULL;
    expression->evaluation->select_count = 0;
    return sqlite3_prepare_v2(expression->engine, query, -1, &expression->statement,
                              rest) == SQLITE_OK;
}

static const char *with_hint(struct arena *arena, const char *sentence)
{
    static const char unknown[] = "no such column: ";
    static const char refused[] = "not authorized to use function: ";
    if (text_starts_with(sentence, refused)) {
        return text_format(arena, "the function '%s' is not allowed here",
                           sentence + sizeof(refused) - 1);
    }
    if (!text_starts_with(sentence, unknown)) {
        return text_equals(sentence, "not authorized")
                   ? "only calculations are allowed, without queries or settings"
                   : sentence;
    }
    const char *name = sentence + sizeof(unknown) - 1;
    const char *nearest = text_nearest(name, field_names, FIELD_LIMIT);
    if (nearest) {
        return text_format(arena, "there is no field '%s'; did you mean '%s'?", name,
                           nearest);
    }
    return text_format(arena,
                       "there is no field '%s'; text stands in single quotes, and a "
                       "dimension is category('NAME')",
                       name);
}

/* What is wrong with the prepared condition, or NULL. */
static const char *mistake_of(struct arena *arena, struct expression *expression,
                              const char *condition)
{
    const char *rest = NULL;
    if (!prepare(expression, query_of(arena, "0"), &rest)) {
        return "the engine does not start";
    }
    const unsigned plain_count = expression->evaluation->select_count;
    if (!prepare(expression, query_of(arena, condition), &rest)) {
        return with_hint(arena,
                         text_format(arena, "%s", sqlite3_errmsg(expression->engine)));
    }
    if (!text_is_blank(rest) || sqlite3_column_count(expression->statement) != 1 ||
        sqlite3_bind_parameter_count(expression->statement) != FIELD_LIMIT) {
        return "it must be one expression";
    }
    if (expression->evaluation->select_count != plain_count) {
        return "it must not hold a query";
    }
    return NULL;
}

const struct expression *expression_compile(struct arena *arena, const char *condition,
                                            const char **sentence)
{
    if (text_is_blank(condition) || strlen(condition) > EXPRESSION_BYTE_LIMIT) {
        *sentence = text_is_blank(condition) ? "it is empty" : "longer than 4,096 bytes";
        return NULL;
    }
    struct expression *expression = arena_new(arena, struct expression);
    expression->evaluation = arena_new(arena, struct evaluation);
    *sentence = open_engine(expression) ? mistake_of(arena, expression, condition)
                                        : "the engine does not start";
    if (*sentence) {
        expression_release(expression);
        return NULL;
    }
    sqlite3_progress_handler(expression->engine, STEPS_AT_ONCE, count_steps,
                             expression->evaluation);
    return expression;
}

void expression_release(const struct expression *expression)
{
    if (expression) {
        sqlite3_finalize(expression->statement);
        sqlite3_close(expression->engine);
    }
}

/* NAN and text that is too long stay NULL. */
static void bind_cell(sqlite3_stmt *statement, const struct expression_cell *cell)
{
    (void)sqlite3_clear_bindings(statement);
    for (int i = 0; i < FIELD_LIMIT; i++) {
        const char *text = NULL;
        if (is_number_field(i)) {
            (void)sqlite3_bind_double(statement, i + 1, number_of(cell, i));
        } else if ((text = text_of(cell, i)) && strlen(text) <= TEXT_BYTE_LIMIT) {
            (void)sqlite3_bind_text(statement, i + 1, text, -1, SQLITE_STATIC);
        }
    }
}

static enum expression_result result_of(sqlite3_stmt *statement)
{
    switch (sqlite3_column_type(statement, 0)) {
    case SQLITE_NULL:
        return EXPRESSION_UNKNOWN;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
        return sqlite3_column_double(statement, 0) != 0 ? EXPRESSION_TRUE
                                                        : EXPRESSION_FALSE;
    default:
        return EXPRESSION_STOPPED; /* text is no answer to yes or no */
    }
}

enum expression_result expression_evaluate(const struct expression *expression,
                                           const struct expression_cell *cell)
{
    sqlite3_stmt *statement = expression->statement;
    expression->evaluation->cell = cell;
    expression->evaluation->steps = 0;
    bind_cell(statement, cell);
    const enum expression_result result =
        sqlite3_step(statement) == SQLITE_ROW ? result_of(statement) : EXPRESSION_STOPPED;
    (void)sqlite3_reset(statement);
    expression->evaluation->cell = NULL;
    return result;
}

/* The field whose name stands between the braces at `at`, its end in `*end`; FIELD_LIMIT
 * when there is none. */
static int field_in_braces(const char *at, const char **end)
{
    const char *close = strchr(at, '}');
    if (!close) {
        *end = at + strlen(at);
        return FIELD_LIMIT;
    }
    *end = close + 1;
    const size_t length = (size_t)(close - at) - 1;
    int field = 0;
    while (field < FIELD_LIMIT && !(strlen(field_names[field]) == length &&
                                    strncmp(field_names[field], at + 1, length) == 0)) {
        field++;
    }
    return field;
}

static const char *shown(struct arena *arena, const struct expression_cell *cell,
                         int field)
{
    if (is_number_field(field)) {
        const double number = number_of(cell, field);
        return isfinite(number) ? text_number_short(arena, number) : "?";
    }
    const char *text = text_of(cell, field);
    return text ? text : "?";
}

const char *expression_message(struct arena *arena, const char *message,
                               const struct expression_cell *cell)
{
    const char *out = "";
    for (const char *at = message; *at;) {
        const size_t plain = strcspn(at, "{");
        out = text_format(arena, "%s%.*s", out, (int)plain, at);
        at += plain;
        if (*at) {
            const char *end = NULL;
            const int field = field_in_braces(at, &end);
            out = field < FIELD_LIMIT
                      ? text_format(arena, "%s%s", out, shown(arena, cell, field))
                      : text_format(arena, "%s%.*s", out, (int)(end - at), at);
            at = end;
        }
    }
    return out;
}

const char *expression_message_mistake(struct arena *arena, const char *message)
{
    for (const char *at = strchr(message, '{'); at; at = strchr(at, '{')) {
        const char *end = NULL;
        if (field_in_braces(at, &end) == FIELD_LIMIT) {
            return text_format(arena, "%.*s", (int)(end - at), at);
        }
        at = end;
    }
    return NULL;
}
