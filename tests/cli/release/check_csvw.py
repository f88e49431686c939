"""Checks a CSV against its CSVW description by rules of its own, and no library: headings,
datatypes, null markers, required keys."""
import csv
import json
import os
import re
import sys

for path in sys.argv[1:]:
    described = json.load(open(path, encoding="utf-8"))
    assert described["@context"] == "http://www.w3.org/ns/csvw", path
    data = os.path.join(os.path.dirname(path), described["url"])
    raw = open(data, "rb").read()
    assert raw.endswith(b"\r\n") and b"\r\n" in raw and not raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8").splitlines(), strict=True))
    columns = described["tableSchema"]["columns"]
    assert [c["titles"] for c in columns] == rows[0], "headings"
    assert len({c["name"] for c in columns}) == len(columns)
    assert len({t.casefold() for t in rows[0]}) == len(rows[0]), "headings are not unique"
    shapes = {"integer": r"[+-]?\d+", "decimal": r"[+-]?\d+(\.\d+)?", "string": r"(?s).+"}
    for row in rows[1:]:
        assert len(row) == len(columns), "ragged"
        for column, text in zip(columns, row):
            if text not in column.get("null", []):
                assert re.fullmatch(shapes[column["datatype"]], text), (column, text)
    print(os.path.basename(path), "agrees with", os.path.basename(data))
