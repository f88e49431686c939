"""check_together.py OUTCHECK GLPSOL FOLDER: what an independent program finds exactly known in
two tables together is what the audit finds, each with its value.

Reads subjects.csv and sectors.csv of the folder (areas by subject, and by pairs of
subjects: "Care and nursing" is Care and Nursing), writes their sums as one linear program
and has GLPK find the smallest and the largest value of each hidden number.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile


def read(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def parts_of(column, columns):
    """The columns of the finer table that a column of the coarser one is the sum of."""
    wanted = column.lower().split(" and ")
    found = [c for c in columns if c.lower() in wanted]
    return found if len(found) == len(wanted) > 1 else [column]


class Program:
    """Unknowns named by area and subjects; equations as text of the CPLEX LP format."""

    def __init__(self):
        self.names = {}
        self.equations = []
        self.places = []

    def name(self, area, parts):
        return self.names.setdefault((area, tuple(sorted(parts))), f"x{len(self.names)}")

    def add(self, whole, parts):
        self.equations.append(f" {' + '.join(parts)} - {whole} = 0")

    def add_table(self, file, rows, columns):
        heads = rows[0][1:]
        for r, row in enumerate(rows[1:]):
            names = [self.name(row[0], parts_of(c, columns)) for c in heads]
            self.add(names[-1], names[:-1])
            for c, text in enumerate(row[1:]):
                if text == "c":
                    place = f"{chr(ord('B') + c)}{r + 2}"
                    self.places.append((file, place, names[c]))
                else:
                    self.equations.append(f" {names[c]} = {text}")
        for head in heads:
            parts = [self.name(row[0], parts_of(head, columns)) for row in rows[1:-1]]
            self.add(self.name(rows[-1][0], parts_of(head, columns)), parts)

    def link(self, rows, columns):
        for row in rows[1:]:
            for head in rows[0][1:]:
                parts = parts_of(head, columns)
                if len(parts) > 1:
                    whole = self.name(row[0], parts)
                    self.add(whole, [self.name(row[0], [part]) for part in parts])

    def end(self, glpsol, unknown, sense):
        with tempfile.TemporaryDirectory() as scratch:
            problem = os.path.join(scratch, "problem.lp")
            answer = os.path.join(scratch, "answer")
            with open(problem, "w", encoding="ascii") as file:
                file.write(f"{sense}\n o: {unknown}\nSubject To\n")
                file.write("\n".join(self.equations) + "\nEnd\n")
            subprocess.run([glpsol, "--lp", problem, "-w", answer], check=True,
                           stdout=subprocess.DEVNULL)
            with open(answer, encoding="ascii") as file:
                for line in file:
                    if line.startswith("s bas"):
                        return float(line.split()[-1])
        return float("inf")


def main(outcheck, glpsol, folder):
    fine = read(folder, "subjects.csv")
    coarse = read(folder, "sectors.csv")
    columns = fine[0][1:-1]
    program = Program()
    program.add_table("subjects.csv", fine, columns)
    program.add_table("sectors.csv", coarse, columns)
    program.link(coarse, columns)
    known = {}
    for file, place, name in program.places:
        low = program.end(glpsol, name, "Minimize")
        high = program.end(glpsol, name, "Maximize")
        if abs(high - low) < 1e-6:
            known[file, place] = round(low)
    audit = subprocess.run([outcheck, "audit", folder, "--policy", "ons-srs", "--format", "json",
                            "--no-report", "--fail-on", "never"],
                           check=True, capture_output=True, text=True)
    found = {(f["output"], f["cell"]): f["value"] if f["range"] is None else f["range"]["low"]
             for f in json.loads(audit.stdout)["findings"] if f["code"] == "X102"}
    for place in sorted(set(known) | set(found)):
        if known.get(place) != found.get(place):
            print(f"{place}: GLPK {known.get(place)}, audit {found.get(place)}")
    small = sum(0 < value < 10 for value in known.values())
    print(f"{len(program.places)} hidden, {len(known)} exactly known, {small} of them small")
    return 0 if known == found and small else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
