outcheck scan a.csv --policy
