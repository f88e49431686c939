. "$SOURCE/tests/cli/tables.inc"
small small.csv; outcheck scan -q -o out/of/the/way small.csv; ls out/of/the/way
cd out/of/the/way && sha256sum -c report.xlsx.sha256
