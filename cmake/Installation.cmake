# What `cmake --install` puts where. The program finds its policies and rule pages beside its own
# bin folder, and the .pc file its prefix beside itself: an installed tree may be moved.
install(TARGETS outcheck RUNTIME)
install(TARGETS liboutcheck ARCHIVE)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/outcheck
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/rules
    DESTINATION ${CMAKE_INSTALL_DATADIR}/outcheck FILES_MATCHING PATTERN "*.yaml"
    PATTERN "bank-holidays.json")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/rules/
    DESTINATION ${CMAKE_INSTALL_DATADIR}/outcheck/explain FILES_MATCHING PATTERN "*.md")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/fixtures/leo-destinations
    DESTINATION ${CMAKE_INSTALL_DATADIR}/outcheck/example)
install(FILES ${PROJECT_SOURCE_DIR}/fixtures/leo-destinations.expected.csv
    DESTINATION ${CMAKE_INSTALL_DATADIR}/outcheck/example)
install(FILES ${PROJECT_SOURCE_DIR}/docs/man/outcheck.1
    DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_SOURCE_DIR}/scripts/completion/outcheck.bash
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME outcheck)

# For those who link liboutcheck: it is static, so they link what it uses as well. What that in
# turn uses is shared, and none of theirs: hence no `pkg-config --static`. What is loaded when it is wanted (Dependencies.cmake) is not linked.
set(OUTCHECK_PKG_REQUIRES
    "xlsxwriter libpcre2-8 libfyaml jansson sqlite3 libutf8proc libcrypto libzip expat odbc")
file(RELATIVE_PATH OUTCHECK_PREFIX_FROM_PC
    /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(${PROJECT_SOURCE_DIR}/cmake/outcheck.pc.in
    ${PROJECT_BINARY_DIR}/outcheck.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/outcheck.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
