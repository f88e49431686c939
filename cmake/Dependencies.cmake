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
    PkgConfig::EXPAT
    PkgConfig::ODBC
    PkgConfig::ZIP
    csv_library
    readstat_library
    m
    ${CMAKE_DL_LIBS})

# Loaded when they are first wanted: their headers are needed to build, they are not linked.
include(LazyLibraries)
add_library(outcheck_lazy INTERFACE)
target_include_directories(outcheck_lazy SYSTEM INTERFACE ${PROJECT_BINARY_DIR}/lazy
    ${XML2_INCLUDE_DIRS} ${CLP_INCLUDE_DIRS} ${CBC_INCLUDE_DIRS} ${GMIME_INCLUDE_DIRS}
    ${ICAL_INCLUDE_DIRS})
list(GET CLP_LINK_LIBRARIES 0 clp_file)
list(GET CBC_LINK_LIBRARIES 0 cbc_file)
list(GET XML2_LINK_LIBRARIES 0 xml2_file)
list(GET GMIME_LINK_LIBRARIES 0 gmime_file)
list(GET ICAL_LINK_LIBRARIES 0 ical_file)
outcheck_lazy_library(clp ${clp_file} coin/Clp_C_Interface.h
    Clp_addColumns Clp_addRows Clp_deleteModel Clp_dual Clp_dualRowSolution
    Clp_isProvenOptimal Clp_isProvenPrimalInfeasible Clp_loadProblem Clp_newModel
    Clp_objective Clp_objectiveValue Clp_primal Clp_primalColumnSolution Clp_scaling
    Clp_setDualTolerance Clp_setLogLevel Clp_setMaximumIterations
    Clp_setOptimizationDirection Clp_setPrimalTolerance Clp_status)
outcheck_lazy_library(cbc ${cbc_file} coin/Cbc_C_Interface.h
    Cbc_bestSolution Cbc_deleteModel Cbc_getBestPossibleObjValue Cbc_loadProblem Cbc_newModel
    Cbc_setCutoff Cbc_setInteger Cbc_setLogLevel Cbc_setParameter Cbc_solve Cbc_status)
outcheck_lazy_library(xml2 ${xml2_file} libxml/HTMLparser.h
    htmlReadMemory xmlDocGetRootElement xmlFreeDoc xmlGetLineNo)
outcheck_lazy_library(gmime ${gmime_file} gmime/gmime.h
    g_date_time_new_from_unix_utc g_date_time_unref g_mime_data_wrapper_new_with_stream
    g_mime_format_options_free g_mime_format_options_new
    g_mime_format_options_set_newline_format g_mime_init g_mime_message_add_mailbox
    g_mime_message_new g_mime_message_set_date g_mime_message_set_message_id
    g_mime_message_set_mime_part g_mime_message_set_subject g_mime_multipart_add
    g_mime_multipart_new_with_subtype g_mime_multipart_set_boundary g_mime_object_get_type
    g_mime_object_set_content_type_parameter g_mime_object_set_disposition
    g_mime_object_set_header g_mime_object_write_to_stream g_mime_part_new_with_type
    g_mime_part_set_content g_mime_part_set_content_encoding g_mime_part_set_filename
    g_mime_shutdown g_mime_stream_mem_get_byte_array g_mime_stream_mem_get_type
    g_mime_stream_mem_new g_mime_stream_mem_new_with_buffer g_object_unref
    g_type_check_instance_cast)
outcheck_lazy_library(ical ${ical_file} libical/ical.h
    icalcomponent_add_component icalcomponent_add_property icalcomponent_as_ical_string_r
    icalcomponent_count_errors icalcomponent_free icalcomponent_get_dtend
    icalcomponent_get_dtstart icalcomponent_get_first_component
    icalcomponent_get_first_property icalcomponent_get_next_component
    icalcomponent_get_summary icalcomponent_isa icalcomponent_vanew
    icaldurationtype_from_string icalerror_set_errors_are_fatal icalmemory_free_buffer
    icalmemory_free_ring icalparser_parse_string icalproperty_new_action
    icalproperty_new_description icalproperty_new_dtstamp icalproperty_new_dtstart
    icalproperty_new_prodid icalproperty_new_summary icalproperty_new_trigger
    icalproperty_new_uid icalproperty_new_version icaltime_from_timet_with_zone
    icaltime_is_date icaltime_is_null_time icaltime_null_time
    icaltimezone_get_utc_timezone)
list(APPEND OUTCHECK_LIBRARIES outcheck_lazy)
