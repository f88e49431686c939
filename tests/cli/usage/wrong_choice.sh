outcheck scan --format jsno a.csv
