printf 'Region,Male,Female,Total\nNorth,7,80,87\nSouth,60,90,150\nAll,67,170,237\n' > table.csv
outcheck protect --format json --proof proof.json table.csv
grep -v policy_sha256 proof.json
