outcheck describe missing.csv
