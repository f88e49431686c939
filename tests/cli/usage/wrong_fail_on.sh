outcheck scan --fail-on=warnings a.csv
