outcheck --help
