/*
 * Two tables: names and first bytes.
 */
#include "ingest/read/file_type.h"

#include "base/text.h"

#include <string.h>

#define SAVE_AS_CSV "Save each table as a CSV file and submit that."
#define NO_NUMBERS  "Numbers in it cannot be checked. Submit the table behind it as CSV."
#define SESSION     "Sessions hold the data. Hand in the tables as CSV."
#define TO_CSV      "Convert it to CSV, and hand that in."
#define NOT_OUTPUT  "Data and program files are no outputs. Take it out of the folder."

static const struct file_type types[] = {
    {"csv", "a CSV file", ""},
    {"tsv", "a tab-separated file", ""},
    {"txt", "a text file", ""},
    {"xlsx", "an Excel workbook", ""},
    {"xlsm", "an Excel workbook with macros", ""},
    {"xlsb", "a binary Excel workbook", SAVE_AS_CSV},
    {"xls", "an old Excel workbook", SAVE_AS_CSV},
    {"ods", "an OpenDocument spreadsheet", ""},
    {"fods", "an OpenDocument spreadsheet in one XML file", ""},
    {"docx", "a Word document", ""},
    {"doc", "an old Word document", SAVE_AS_CSV},
    {"odt", "an OpenDocument text", ""},
    {"rtf", "a rich text document", SAVE_AS_CSV},
    {"pptx", "a PowerPoint presentation", SAVE_AS_CSV},
    {"pdf", "a PDF document", SAVE_AS_CSV},
    {"html", "a web page", ""},
    {"md", "a Markdown text", ""},
    {"tex", "a LaTeX text", ""},
    {"log", "a log", ""},
    {"smcl", "a Stata log", ""},
    {"spv", "an SPSS output file", SAVE_AS_CSV},
    {"json", "a JSON file", SAVE_AS_CSV},
    {"xml", "an XML file", SAVE_AS_CSV},
    {"yaml", "a YAML file", SAVE_AS_CSV},
    {"png", "a picture", NO_NUMBERS},
    {"jpg", "a picture", NO_NUMBERS},
    {"gif", "a picture", NO_NUMBERS},
    {"tiff", "a picture", NO_NUMBERS},
    {"bmp", "a picture", NO_NUMBERS},
    {"emf", "a picture that can hold its data", NO_NUMBERS},
    {"svg", "a drawing that can hold its data", NO_NUMBERS},
    {"eps", "a drawing that can hold its data", NO_NUMBERS},
    {"gph", "a Stata graph, which holds its data", NO_NUMBERS},
    {"ipynb", "a notebook, which holds its outputs", SAVE_AS_CSV},
    {"zip", "a zip archive", "Unpack it and submit the files in it."},
    {"gz", "a compressed file", "Unpack it and submit the files in it."},
    {"7z", "a compressed archive", "Unpack it and submit the files in it."},
    {"dta", "a Stata data set", ""},
    {"sav", "an SPSS data set", ""},
    {"sas7bdat", "a SAS data set", ""},
    {"por", "an SPSS portable file", ""},
    {"xpt", "a SAS transport file", ""},
    {"jj", "a table of cells and equations", ""},
    {"rds", "an R object", SESSION},
    {"rdata", "an R workspace", SESSION},
    {"pkl", "a Python object", SESSION},
    {"parquet", "a Parquet data set", TO_CSV},
    {"feather", "a Feather data set", TO_CSV},
    {"sqlite", "a database", NOT_OUTPUT},
    {"mdb", "an Access database", NOT_OUTPUT},
    {"r", "an R program", ""},
    {"do", "a Stata program", ""},
    {"sps", "an SPSS program", ""},
    {"sas", "a SAS program", ""},
    {"py", "a Python program", ""},
    {"sql", "an SQL query", ""},
    {"exe", "a program", NOT_OUTPUT},
    {"other", "a file of a kind that is not known", SAVE_AS_CSV},
};

static const struct {
    const char *end;
    const char *kind;
} other_names[] = {
    {"tab", "tsv"},    {"dat", "txt"},   {"asc", "txt"},   {"prn", "txt"},
    {"lst", "log"},    {"htm", "html"},  {"yml", "yaml"},  {"jpeg", "jpg"},
    {"tif", "tiff"},   {"rda", "rdata"}, {"db", "sqlite"}, {"accdb", "mdb"},
    {"pickle", "pkl"}, {"wmf", "emf"},   {"ado", "do"},    {"zsav", "sav"},
    {"rmd", "md"},     {"qmd", "md"},    {"tgz", "gz"},    {"bz2", "gz"},
    {"xz", "gz"},      {"rar", "7z"},    {"ps", "eps"},
};

static const struct {
    const char *bytes;
    size_t length;
    const char *kind;
} openings[] = {
    {"PK\x03\x04", 4, "zip"},
    {"PK\x05\x06", 4, "zip"},
    {"%PDF", 4, "pdf"},
    {"\x89PNG", 4, "png"},
    {"\xFF\xD8\xFF", 3, "jpg"},
    {"GIF87a", 6, "gif"},
    {"GIF89a", 6, "gif"},
    {"II*\0", 4, "tiff"},
    {"MM\0*", 4, "tiff"},
    {"\xD0\xCF\x11\xE0", 4, "xls"},
    {"{\\rtf", 5, "rtf"},
    {"\x1F\x8B", 2, "gz"},
    {"7z\xBC\xAF", 4, "7z"},
    {"PAR1\x15", 5, "parquet"},
    {"ARROW1\0\0", 8, "feather"},
    {"SQLite format 3", 15, "sqlite"},
    {"<stata_dta>", 11, "dta"},
    {"$FL2@(#)", 8, "sav"},
    {"RDX2\n", 5, "rdata"},
    {"RDX3\n", 5, "rdata"},
    {"<!DOCTYPE html", 14, "html"},
    {"<!doctype html", 14, "html"},
    {"<html", 5, "html"},
    {"<?xml", 5, "xml"},
    {"<svg", 4, "svg"},
    {"{smcl}", 6, "smcl"},
    {"\x7F"
     "ELF",
     4, "exe"},
};

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

static const struct file_type *type_of_kind(const char *kind)
{
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        if (text_equals_ignoring_case(types[i].kind, kind)) {
            return &types[i];
        }
    }
    return &types[COUNT_OF(types) - 1];
}

const struct file_type *file_type_of_name(const char *path)
{
    const char *end = path_extension(path);
    for (size_t i = 0; i < COUNT_OF(other_names); i++) {
        if (text_equals_ignoring_case(other_names[i].end, end)) {
            return type_of_kind(other_names[i].kind);
        }
    }
    return type_of_kind(end);
}

const struct file_type *file_type_of_content(struct bytes bytes)
{
    for (size_t i = 0; i < COUNT_OF(openings); i++) {
        if (bytes.length >= openings[i].length &&
            memcmp(bytes.data, openings[i].bytes, openings[i].length) == 0) {
            return type_of_kind(openings[i].kind);
        }
    }
    return NULL;
}

/* Office files are zip archives, or of the older common format, inside. */
bool file_type_fits(const struct file_type *content, const struct file_type *name)
{
    static const char *const inside[][2] = {
        {"zip", "xlsx"}, {"zip", "xlsm"}, {"zip", "xlsb"}, {"zip", "ods"},
        {"zip", "docx"}, {"zip", "odt"},  {"zip", "pptx"}, {"zip", "spv"},
        {"xls", "doc"},  {"xml", "svg"},  {"xml", "fods"}, {"xml", "html"},
        {"gz", "rds"},   {"gz", "rdata"}, {"html", "xls"}, {"xml", "xls"},
    };
    for (size_t i = 0; i < COUNT_OF(inside); i++) {
        if (text_equals(inside[i][0], content->kind) &&
            text_equals(inside[i][1], name->kind)) {
            return true;
        }
    }
    return content == name;
}
