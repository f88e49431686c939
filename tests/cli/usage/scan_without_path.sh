outcheck scan --no-report
