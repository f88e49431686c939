# Every outside library, in one place. Some ship neither pkg-config nor CMake files.
find_package(PkgConfig REQUIRED)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8)
pkg_check_modules(FYAML REQUIRED IMPORTED_TARGET libfyaml)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(CLP REQUIRED IMPORTED_TARGET clp)
pkg_check_modules(CBC REQUIRED IMPORTED_TARGET cbc)
pkg_check_modules(XML2 REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(ZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(ICAL REQUIRED IMPORTED_TARGET libical)
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
pkg_check_modules(ODBC REQUIRED IMPORTED_TARGET odbc)

find_path(CSV_INCLUDE_DIR csv.h REQUIRED)
find_library(CSV_LIBRARY csv REQUIRED)
add_library(csv_library INTERFACE)
target_include_directories(csv_library SYSTEM INTERFACE ${CSV_INCLUDE_DIR})
target_link_libraries(csv_library INTERFACE ${CSV_LIBRARY})

find_path(READSTAT_INCLUDE_DIR readstat.h REQUIRED)
find_library(READSTAT_LIBRARY readstat REQUIRED)
add_library(readstat_library INTERFACE)
target_include_directories(readstat_library SYSTEM INTERFACE ${READSTAT_INCLUDE_DIR})
target_link_libraries(readstat_library INTERFACE ${READSTAT_LIBRARY})

set(OUTCHECK_LIBRARIES PkgConfig::XLSXWRITER PkgConfig::PCRE2 PkgConfig::FYAML
    PkgConfig::JANSSON PkgConfig::SQLITE PkgConfig::UTF8PROC PkgConfig::CRYPTO
    PkgConfig::XML2
    PkgConfig::CLP
    PkgConfig::CBC
    PkgConfig::EXPAT
    PkgConfig::GMIME
    PkgConfig::ICAL
    PkgConfig::ODBC
    PkgConfig::ZIP
    csv_library
    readstat_library
    m)
