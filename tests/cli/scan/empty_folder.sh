. "$SOURCE/tests/cli/tables.inc"
mkdir tables; outcheck scan tables
