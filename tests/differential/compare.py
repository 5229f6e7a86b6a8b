#!/usr/bin/env python3
"""compare.py LEG BIN_DIR: writes random workbooks with other programs and compares the text of every cell that
`callsheet-cli export` gives with what other readers say. 200 workbooks in all:

  openpyxl       80 .xlsx written by openpyxl; judged by openpyxl and the rules in reference.py
  libxlsxwriter  60 .xlsx written by libxlsxwriter, with cached formula results and rich text; judged in the same way
  libreoffice    20 .xls and 20 .ods, judged by LibreOffice's own CSV export, and 20 .xlsx that it recalculated, judged
                 by openpyxl; all written by openpyxl first

Ends with 77 where the other program is not installed: that is not a pass."""
import csv
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal, InvalidOperation

from plan import Plan
from reference import text_of
from writers import as_json, write_with_openpyxl

NOT_RUN = 77


def not_run(what):
    print(f"NOT RUN: {what} is not installed, so nothing was compared with it.")
    sys.exit(NOT_RUN)


def run(words, **options):
    ended = subprocess.run(words, capture_output=True, timeout=280, **options)
    if ended.returncode != 0:
        sys.exit(f"{words} ended with {ended.returncode}: {ended.stderr.decode(errors='replace')}")
    return ended.stdout


def rows_of_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(io.StringIO(file.read(), newline="")))


def without_blank(rows):
    """What counts as rows: those with text. Empty cells at the end are no difference."""
    kept = []
    for row in rows:
        row = list(row)
        while row and row[-1] == "":
            row.pop()
        if any(text.strip(" \t\r\n") for text in row):
            kept.append(row)
    return kept


class Comparison:
    def __init__(self, bin_dir, folder):
        self.cli = os.path.join(bin_dir, "callsheet-cli")
        self.folder = folder
        self.cells = 0
        self.books = 0
        self.differences = []

    def ours(self, path):
        """The cells below and including the header row, as exported; inspect must tell the same story."""
        target = path + ".ours.csv"
        run([self.cli, "export", path, "--header-row", "1", "--to", target])
        rows = rows_of_csv(target)
        told = json.loads(run([self.cli, "inspect", path, "--header-row", "1", "--json"]))
        if told["header"] != rows[0] or told["rows"] != len(rows) - 1 or told["sheet"] != "Contacts":
            self.differences.append(f"{path}: inspect says {told['rows']} rows, the export has {len(rows) - 1}")
        return rows

    def book(self, path, expected, same=lambda ours, theirs: ours == theirs):
        ours, theirs = without_blank(self.ours(path)), without_blank(expected)
        self.books += 1
        if len(ours) != len(theirs):
            self.differences.append(f"{path}: {len(ours)} rows, expected {len(theirs)}")
            return
        for number, (our_row, their_row) in enumerate(zip(ours, theirs)):
            width = max(len(our_row), len(their_row))
            for column in range(width):
                our = our_row[column] if column < len(our_row) else ""
                their = their_row[column] if column < len(their_row) else ""
                self.cells += 1
                if not same(our, their):
                    self.differences.append(f"{path}, row {number + 1} of those with text, column {column + 1}: "
                                            f"{our!r}, expected {their!r}")

    def expect_difference(self, path, expected):
        """The negative control: a comparison that finds nothing in the wrong workbook proves nothing."""
        control = Comparison(os.path.dirname(self.cli), self.folder)
        control.book(path, expected)
        assert control.differences, "two workbooks that differ were found to be alike"

    def end(self, least_books):
        for difference in self.differences[:40]:
            print(difference)
        print(f"{self.books} workbooks, {self.cells} cells compared, {len(self.differences)} differences")
        assert self.books >= least_books and self.cells > 100 * least_books, "too little was compared"
        sys.exit(1 if self.differences else 0)


def read_with_openpyxl(path):
    import openpyxl
    book = openpyxl.load_workbook(path, data_only=True)
    sheet = book["Contacts"]
    return [[text_of(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]


def openpyxl_leg(comparison):
    for seed in range(80):
        path = os.path.join(comparison.folder, f"openpyxl-{seed}.xlsx")
        write_with_openpyxl(Plan(seed), path)
        expected = read_with_openpyxl(path)
        comparison.book(path, expected)
    expected[1][0] += " "
    comparison.expect_difference(path, expected)
    comparison.end(80)


def libxlsxwriter_leg(comparison, bin_dir):
    plans, paths = os.path.join(comparison.folder, "plans.jsonl"), []
    with open(plans, "w", encoding="utf-8") as file:
        for seed in range(1000, 1060):
            plan = Plan(seed, formulas=True, rich=True)
            plan.from_1904 = False  # which libxlsxwriter cannot write
            plan.merged = []
            paths.append(os.path.join(comparison.folder, f"libxlsxwriter-{seed}.xlsx"))
            file.write(as_json(plan, paths[-1]) + "\n")
    run([os.path.join(bin_dir, "write_plans"), plans])
    for path in paths:
        comparison.book(path, read_with_openpyxl(path))
    comparison.end(60)


def as_shown_alike(ours, theirs):
    """LibreOffice shows ten digits or an exponent where a cell has no format, and its cells at two decimals where the
    format says so; we give the stored number."""
    if ours == theirs:
        return True
    sign = "%" if ours.endswith("%") and theirs.endswith("%") else ""
    try:
        our, their = Decimal(ours.rstrip("%") if sign else ours), Decimal(theirs.rstrip("%") if sign else theirs)
    except InvalidOperation:
        return False
    digits = len(theirs.lower().split("e")[0].strip("-").replace(".", "").lstrip("0"))
    return abs(our - their) <= abs(their) * Decimal(10) ** (1 - max(digits, 1)) / 2


def with_planned(rows, plan):
    """LibreOffice 7.4 forgets of its own files, when it reads them back, which cells are booleans, which error a cell
    holds and where a tab stood: those are judged by what was asked of it."""
    for row, planned in zip(rows, plan.rows):
        for column, cell in enumerate(planned):
            forgotten = cell and (cell["kind"] in ("boolean", "error") or "\t" in str(cell["value"]))
            if forgotten:
                row[column] = text_of(cell["value"], None)
    return rows


def convert(profile, kind, paths, target):
    """All files in one start of LibreOffice, with a profile of its own."""
    os.makedirs(target, exist_ok=True)
    run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir", target] + paths)
    return [os.path.join(target, os.path.splitext(os.path.basename(path))[0] + "." + kind.split(":")[0]) for path in paths]


def libreoffice_leg(comparison):
    folder, profile = comparison.folder, os.path.join(comparison.folder, "profile")
    sources = []
    plans = [Plan(seed, formulas=True, iso=True) for seed in range(2000, 2060)]
    for plan in plans:
        sources.append(os.path.join(folder, f"libreoffice-{plan.seed}.xlsx"))
        write_with_openpyxl(plan, sources[-1])
    # Comma, double quote, UTF-8, from row 1; cell contents as shown.
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false"
    for kind, paths, planned in (("xls", sources[:20], plans[:20]), ("ods", sources[20:40], plans[20:40])):
        books = convert(profile, kind, paths, os.path.join(folder, kind))
        shown = convert(profile, as_csv, books, os.path.join(folder, kind + "-shown"))
        for book, plan, rows in zip(books, planned, map(rows_of_csv, shown)):
            comparison.book(book, with_planned(rows, plan), as_shown_alike)
    for book in convert(profile, "xlsx", sources[40:], os.path.join(folder, "recalculated")):
        comparison.book(book, read_with_openpyxl(book))
    comparison.end(60)


def main():
    leg, bin_dir = sys.argv[1:]
    if importlib.util.find_spec("openpyxl") is None:
        not_run("openpyxl")
    if leg == "libreoffice" and shutil.which("soffice") is None:
        not_run("LibreOffice")
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(bin_dir, folder)
        if leg == "openpyxl":
            openpyxl_leg(comparison)
        elif leg == "libxlsxwriter":
            libxlsxwriter_leg(comparison, bin_dir)
        else:
            libreoffice_leg(comparison)


main()
