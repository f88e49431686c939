outcheck scan --force=yes a.csv
