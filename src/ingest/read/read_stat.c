/*
 * The only file that includes ReadStat. It hands out values one by one, and value labels
 * before or after them: values are kept as they come and become text when all is known.
 */
#include "ingest/read/read_stat.h"

#include "base/map.h"
#include "base/text.h"

#include <readstat.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum date_kind { NO_DATE, DAYS_SINCE_1960, SECONDS_SINCE_1960, SECONDS_SINCE_1582 };

struct stat_column {
    const char *name;
    const char *label;
    const char *value_labels; /* the name of their set; "" */
    enum date_kind date;
};

struct stat_value {
    const char *text; /* a string; else NULL */
    double number;    /* NAN: missing */
    char tag;         /* of a missing value; 0 */
};

struct stat_file {
    struct reading *reading;
    struct bytes bytes;
    size_t at; /* where the next byte is read */
    struct stat_column *columns;
    size_t column_count;
    size_t column_capacity;
    struct stat_value *values;
    size_t value_count;
    size_t value_capacity;
    size_t row_count;
    struct map *labels; /* "set, value" -> place in `label_texts` */
    const char **label_texts;
    size_t label_count;
    size_t label_capacity;
    bool is_too_large;
};

/* ---- bytes in memory as a file ---- */

static int open_bytes(const char *path, void *context)
{
    (void)path;
    (void)context;
    return 0;
}

static int close_bytes(void *context)
{
    (void)context;
    return 0;
}

static readstat_off_t seek_bytes(readstat_off_t offset, readstat_io_flags_t whence,
                                 void *context)
{
    struct stat_file *file = context;
    const readstat_off_t length = (readstat_off_t)file->bytes.length;
    readstat_off_t start = 0;
    if (whence == READSTAT_SEEK_CUR) {
        start = (readstat_off_t)file->at;
    } else if (whence == READSTAT_SEEK_END) {
        start = length;
    }
    if (offset > length || offset < -start || start + offset > length) {
        return -1;
    }
    file->at = (size_t)(start + offset);
    return start + offset;
}

static ssize_t read_bytes(void *buffer, size_t wanted, void *context)
{
    struct stat_file *file = context;
    const size_t left = file->bytes.length - file->at;
    const size_t taken = wanted < left ? wanted : left;
    if (taken) {
        memcpy(buffer, file->bytes.data + file->at, taken);
    }
    file->at += taken;
    return (ssize_t)taken;
}

static readstat_error_t update_nothing(long size, readstat_progress_handler progress,
                                       void *user_context, void *context)
{
    (void)size;
    (void)progress;
    (void)user_context;
    (void)context;
    return READSTAT_OK;
}

/* ---- what ReadStat hands out ---- */

static const char *kept(const struct stat_file *file, const char *text)
{
    const size_t length = text ? strlen(text) : 0;
    if (!text || !text_is_utf8(text, length)) {
        return text ? "\xEF\xBF\xBD" : "";
    }
    return text_copy(file->reading->arena, text, length);
}

/* Stata writes "%td", SAS and SPSS "DATE9"; the last two count from other days. */
static enum date_kind date_kind_of(const struct stat_file *file, const char *format)
{
    static const struct {
        const char *start;
        enum date_kind in_sas;
        enum date_kind in_spss;
    } dates[] = {
        {"%td", DAYS_SINCE_1960, NO_DATE},
        {"%d", DAYS_SINCE_1960, NO_DATE},
        {"DATETIME", SECONDS_SINCE_1960, SECONDS_SINCE_1582},
        {"DATE", DAYS_SINCE_1960, SECONDS_SINCE_1582},
        {"MMDDYY", DAYS_SINCE_1960, NO_DATE},
        {"DDMMYY", DAYS_SINCE_1960, NO_DATE},
        {"YYMMDD", DAYS_SINCE_1960, NO_DATE},
        {"ADATE", NO_DATE, SECONDS_SINCE_1582},
        {"EDATE", NO_DATE, SECONDS_SINCE_1582},
        {"SDATE", NO_DATE, SECONDS_SINCE_1582},
    };
    const char *kind = file->reading->output->kind;
    const bool is_spss = text_equals(kind, "sav") || text_equals(kind, "por");
    for (size_t i = 0; format && i < sizeof(dates) / sizeof(dates[0]); i++) {
        if (text_starts_with(format, dates[i].start)) {
            return is_spss ? dates[i].in_spss : dates[i].in_sas;
        }
    }
    return NO_DATE;
}

static int take_variable(int index, readstat_variable_t *variable, const char *labels,
                         void *context)
{
    struct stat_file *file = context;
    if (index != (int)file->column_count || file->column_count >= STAT_COLUMN_LIMIT) {
        file->is_too_large = true;
        return READSTAT_HANDLER_ABORT;
    }
    *arena_add(file->reading->scratch, file->columns, file->column_count,
               file->column_capacity) = (struct stat_column){
        .name = kept(file, readstat_variable_get_name(variable)),
        .label = kept(file, readstat_variable_get_label(variable)),
        .value_labels = kept(file, labels),
        .date = date_kind_of(file, readstat_variable_get_format(variable)),
    };
    return READSTAT_HANDLER_OK;
}

static double number_of(readstat_value_t value)
{
    switch (readstat_value_type(value)) {
    case READSTAT_TYPE_INT8:
        return (double)(signed char)readstat_int8_value(value);
    case READSTAT_TYPE_INT16:
        return readstat_int16_value(value);
    case READSTAT_TYPE_INT32:
        return readstat_int32_value(value);
    case READSTAT_TYPE_FLOAT:
        return (double)readstat_float_value(value);
    case READSTAT_TYPE_DOUBLE:
        return readstat_double_value(value);
    case READSTAT_TYPE_STRING:
    case READSTAT_TYPE_STRING_REF:
    default:
        return NAN;
    }
}

/* Rows come in order, and their values from the left. */
static int take_value(int row, readstat_variable_t *variable, readstat_value_t value,
                      void *context)
{
    struct stat_file *file = context;
    const size_t column = (size_t)readstat_variable_get_index(variable);
    const size_t place = (size_t)row * file->column_count + column;
    if (row < 0 || column >= file->column_count || place != file->value_count ||
        place >= STAT_CELL_LIMIT) {
        file->is_too_large = file->is_too_large || place >= STAT_CELL_LIMIT;
        return READSTAT_HANDLER_ABORT;
    }
    struct stat_value *kept_value = arena_add(file->reading->scratch, file->values,
                                              file->value_count, file->value_capacity);
    *kept_value = (struct stat_value){.number = NAN};
    if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
        kept_value->text = kept(file, readstat_string_value(value));
    } else if (readstat_value_is_tagged_missing(value)) {
        kept_value->tag = readstat_value_tag(value);
    } else if (!readstat_value_is_missing(value, variable)) {
        kept_value->number = number_of(value);
    }
    file->row_count = (size_t)row + 1;
    return READSTAT_HANDLER_OK;
}

/* The same text for the same value, whether it is met as a label's or as a cell's. */
static const char *label_key(struct arena *arena, const char *set,
                             const struct stat_value *value)
{
    return value->text ? text_format(arena, "%s\x1f\"%s", set, value->text)
                       : text_format(arena, "%s\x1f%.17g", set, value->number);
}

static int take_label(const char *set, readstat_value_t value, const char *label,
                      void *context)
{
    struct stat_file *file = context;
    struct arena *scratch = file->reading->scratch;
    const bool is_text = readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING;
    const struct stat_value labelled = {
        .text = is_text ? kept(file, readstat_string_value(value)) : NULL,
        .number = number_of(value),
    };
    if (!label || (!is_text && isnan(labelled.number))) {
        return READSTAT_HANDLER_OK;
    }
    const size_t place = file->label_count;
    if (map_add_text(file->labels, label_key(scratch, set ? set : "", &labelled),
                     place) == place) {
        file->label_texts = arena_grow(scratch, file->label_texts, &file->label_capacity,
                                       place + 1, sizeof(file->label_texts[0]));
        file->label_texts[file->label_count++] = kept(file, label);
    }
    return READSTAT_HANDLER_OK;
}

static int take_metadata(readstat_metadata_t *metadata, void *context)
{
    struct stat_file *file = context;
    const double rows = readstat_get_row_count(metadata);
    const double columns = readstat_get_var_count(metadata);
    if (rows > 0 && columns > 0 && rows * columns > STAT_CELL_LIMIT) {
        file->is_too_large = true;
        return READSTAT_HANDLER_ABORT;
    }
    return READSTAT_HANDLER_OK;
}

/* ---- values as text ---- */

/* Days since 1 January 1970 as "2023-09-01" (proleptic Gregorian calendar). */
static const char *date_text(struct arena *arena, double days)
{
    if (fabs(days) > 1e6) {
        return text_format(arena, "date %.17g", days);
    }
    long shifted = (long)floor(days) + 719468;
    const long era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const long of_era = shifted - era * 146097;
    const long year_of_era =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const long of_year =
        of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const long month_from_march = (5 * of_year + 2) / 153;
    const long day = of_year - (153 * month_from_march + 2) / 5 + 1;
    const long month =
        month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    const long year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    return text_format(arena, "%04ld-%02ld-%02ld", year, month, day);
}

static const char *number_text(struct arena *arena, enum date_kind date, double number)
{
    enum { DAYS_1960 = 3653, DAYS_1582 = 141428, DAY = 86400 };
    switch (date) {
    case DAYS_SINCE_1960:
        return date_text(arena, number - DAYS_1960);
    case SECONDS_SINCE_1960:
        return date_text(arena, number / DAY - DAYS_1960);
    case SECONDS_SINCE_1582:
        return date_text(arena, number / DAY - DAYS_1582);
    case NO_DATE:
    default:
        break;
    }
    for (int digits = 6; digits < 17; digits++) {
        const char *text = text_format(arena, "%.*g", digits, number);
        if (strtod(text, NULL) == number && !strchr(text, 'e')) {
            return text;
        }
    }
    return fabs(number) < 1e15 && number == floor(number)
               ? text_format(arena, "%.0f", number)
               : text_format(arena, "%.17g", number);
}

static const char *value_text(const struct stat_file *file,
                              const struct stat_column *column,
                              const struct stat_value *value)
{
    struct arena *arena = file->reading->arena;
    const size_t label =
        column->value_labels[0]
            ? map_find_text(file->labels, label_key(file->reading->scratch,
                                                    column->value_labels, value))
            : MAP_NONE;
    if (label != MAP_NONE) {
        return file->label_texts[label];
    }
    if (value->text) {
        return value->text;
    }
    if (isnan(value->number)) {
        return value->tag ? text_format(arena, ".%c", value->tag) : ".";
    }
    return number_text(arena, column->date, value->number);
}

static const char *heading_of(struct arena *arena, const struct stat_column *column)
{
    if (text_is_blank(column->label)) {
        return column->name;
    }
    const char *name = text_key(arena, column->name);
    return strstr(text_key(arena, column->label), name)
               ? column->label
               : text_format(arena, "%s (%s)", column->label, column->name);
}

static struct grid *grid_of(const struct stat_file *file)
{
    struct arena *arena = file->reading->arena;
    const size_t rows = file->column_count ? file->value_count / file->column_count : 0;
    struct grid_row *lines = arena_array(arena, rows + 1, struct grid_row);
    for (size_t r = 0; r <= rows; r++) {
        const char **texts = arena_array(arena, file->column_count, const char *);
        for (size_t c = 0; c < file->column_count; c++) {
            const struct stat_column *column = &file->columns[c];
            texts[c] = r ? value_text(file, column,
                                      &file->values[(r - 1) * file->column_count + c])
                         : heading_of(arena, column);
        }
        lines[r] = (struct grid_row){.texts = texts,
                                     .count = (uint32_t)file->column_count,
                                     .line = (uint32_t)r + 1};
    }
    struct grid *grid = arena_new(arena, struct grid);
    *grid = (struct grid){.output = file->reading->output,
                          .rows = lines,
                          .row_count = (uint32_t)rows + 1,
                          .column_count = (uint32_t)file->column_count};
    return grid;
}

/* ---- the reader ---- */

static readstat_error_t parse(struct stat_file *file)
{
    const char *kind = file->reading->output->kind;
    readstat_parser_t *parser = readstat_parser_init();
    if (!parser) {
        return READSTAT_ERROR_MALLOC;
    }
    (void)readstat_set_open_handler(parser, open_bytes);
    (void)readstat_set_close_handler(parser, close_bytes);
    (void)readstat_set_seek_handler(parser, seek_bytes);
    (void)readstat_set_read_handler(parser, read_bytes);
    (void)readstat_set_update_handler(parser, update_nothing);
    (void)readstat_set_io_ctx(parser, file);
    (void)readstat_set_metadata_handler(parser, take_metadata);
    (void)readstat_set_variable_handler(parser, take_variable);
    (void)readstat_set_value_handler(parser, take_value);
    (void)readstat_set_value_label_handler(parser, take_label);
    readstat_error_t error = READSTAT_ERROR_PARSE;
    if (text_equals(kind, "dta")) {
        error = readstat_parse_dta(parser, "", file);
    } else if (text_equals(kind, "sav")) {
        error = readstat_parse_sav(parser, "", file);
    } else if (text_equals(kind, "por")) {
        error = readstat_parse_por(parser, "", file);
    } else if (text_equals(kind, "xpt")) {
        error = readstat_parse_xport(parser, "", file);
    } else {
        error = readstat_parse_sas7bdat(parser, "", file);
    }
    readstat_parser_free(parser);
    return error;
}

static bool read_stat(struct reading *reading, struct refusal *refusal)
{
    struct stat_file file = {
        .reading = reading,
        .bytes = reading->bytes,
        .labels = map_create(reading->scratch, 64),
    };
    const readstat_error_t error = parse(&file);
    reading->read_as = "data set";
    if (file.is_too_large) {
        reading_remark(reading, REMARK_RECORDS, UINT32_MAX,
                       "it has more cells than a table for release: its rows look like "
                       "single people or firms",
                       "Hand in the table that was made from it, as CSV.");
        return true;
    }
    const bool is_whole =
        file.column_count && file.value_count == file.row_count * file.column_count;
    if (error != READSTAT_OK || !is_whole) {
        *refusal = (struct refusal){
            .sentence =
                text_format(reading->arena, "its bytes are not those of such a file: %s",
                            error == READSTAT_OK ? "values are missing"
                                                 : readstat_error_message(error)),
            .hint = "Save it again, or hand in the table as CSV.",
        };
        return false;
    }
    struct grid **grids = arena_new(reading->arena, struct grid *);
    grids[0] = grid_of(&file);
    reading->grids = grids;
    reading->grid_count = 1;
    return true;
}

static const char *const stat_kinds[] = {"dta", "sav", "por", "sas7bdat", "xpt", NULL};

const struct reader stat_reader = {
    .name = "data set",
    .kinds = stat_kinds,
    .read = read_stat,
};
