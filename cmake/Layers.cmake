# The architecture: each stage, in the order of the data, and the stages whose headers it
# may include. src/CMakeLists.txt builds from this table; tests/CheckLayers.cmake enforces it.
# Everyone may include the public headers, "outcheck/..."; the command line nothing else.
set(OUTCHECK_STAGES base model ingest policy attack risk protect rewrite report clearance
    flow cli)
set(OUTCHECK_MAY_USE_base   "")
set(OUTCHECK_MAY_USE_model  base)
set(OUTCHECK_MAY_USE_ingest base model)
set(OUTCHECK_MAY_USE_policy base model)
set(OUTCHECK_MAY_USE_attack base model)
set(OUTCHECK_MAY_USE_risk   base model policy attack)
set(OUTCHECK_MAY_USE_protect base model policy attack risk)
set(OUTCHECK_MAY_USE_rewrite base model ingest)
set(OUTCHECK_MAY_USE_report base model policy attack risk protect)
set(OUTCHECK_MAY_USE_clearance base model ingest policy attack risk report)
set(OUTCHECK_MAY_USE_flow   base model ingest policy attack risk protect rewrite report
    clearance)
set(OUTCHECK_MAY_USE_cli    "")

# Each outside library has one file or folder that includes it: header prefix -> place
# (or places, one a job: a|b).
set(OUTCHECK_LIBRARY_DOORS
    "readstat.h=src/ingest/read/read_stat.c"
    "libxml/=src/ingest/document/read_html.c"
    "zip.h=src/base/archive"
    "expat.h=src/base/xml.c"
    "csv.h=src/ingest/read/read_csv.c"
    "utf8proc.h=src/base/text_unicode.c"
    "openssl/=src/base/hash.c"
    "jansson.h=src/base/json"
    "libfyaml.h=src/base/yaml.c"
    "pcre2.h=src/policy/pattern.c"
    "sqlite3.h=src/policy/expression.c|src/clearance/register/register_sqlite.c"
    "sql.h=src/clearance/register/register_odbc.c"
    "sqlext.h=src/clearance/register/register_odbc.c"
    "coin/=src/attack/solve/lp_clp.c|src/protect/master.c"
    "gmime/=src/clearance/mail_draft.c"
    "libical/=src/clearance/ical"
    "lazy/clp.h=src/attack/solve/lp_clp.c|src/protect/master.c"
    "lazy/cbc.h=src/protect/master.c"
    "lazy/gmime.h=src/clearance/mail_draft.c"
    "lazy/ical.h=src/clearance/ical"
    "lazy/xml2.h=src/ingest/document/read_html.c"
    "xlsxwriter.h=src/report/workbook/xlsx_book")
