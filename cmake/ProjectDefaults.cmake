# Warnings, sanitizers and fuzzing: one place, the same for every target.
option(OUTCHECK_WERROR "Treat warnings as errors" OFF)
option(OUTCHECK_FUZZ "Build the libFuzzer targets (clang)" OFF)
option(OUTCHECK_COVERAGE "Build for line coverage (gcc)" OFF)
set(OUTCHECK_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")

add_library(outcheck_defaults INTERFACE)
target_compile_options(outcheck_defaults INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
    -Wold-style-definition -Wundef -Wvla -Wformat=2 -Wwrite-strings -Wcast-qual
    -Wpointer-arith -Wswitch-enum
    -Wno-missing-field-initializers) # fields left out are zero, and meant so
if(OUTCHECK_WERROR)
    target_compile_options(outcheck_defaults INTERFACE -Werror)
endif()
if(OUTCHECK_SANITIZE)
    target_compile_options(outcheck_defaults INTERFACE
        -fsanitize=${OUTCHECK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(outcheck_defaults INTERFACE -fsanitize=${OUTCHECK_SANITIZE})
endif()
if(OUTCHECK_FUZZ)
    target_compile_options(outcheck_defaults INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(OUTCHECK_COVERAGE)
    target_compile_options(outcheck_defaults INTERFACE --coverage)
    target_link_options(outcheck_defaults INTERFACE --coverage)
endif()
