outcheck scan --polcy leo-srs a.csv
