outcheck --version && outcheck -V
