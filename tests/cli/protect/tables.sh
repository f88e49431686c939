cp "$SOURCE/fixtures/leo-destinations/destinations_by_region.csv" .
outcheck protect destinations_by_region.csv
diff destinations_by_region.csv outcheck-protected/destinations_by_region.csv
outcheck audit --no-report outcheck-protected
