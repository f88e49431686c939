outcheck scan -x a.csv
