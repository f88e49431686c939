outcheck scan --help
