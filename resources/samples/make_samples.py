#!/usr/bin/env python3
"""Makes contacts.csv and contacts.xlsx: the same rows twice, the same bytes in every run.

Every phone number is one that regulators keep free for fiction (Ofcom's drama numbers, 555-01xx in North America,
Bundesnetzagentur's and Arcep's ranges), so that nobody can be called by mistake. Needs python3-openpyxl.
"""

import csv
import datetime
import io
import pathlib
import random
import re
import zipfile

import openpyxl
from openpyxl.styles import Font

FOLDER = pathlib.Path(__file__).resolve().parent
HEADER = ["Customer Name", "Contact Number", "Account ID", "Order Amount", "Order Date", "City", "Priority", "Time Zone",
          "Email", "Notes"]
GOOD_ROWS = 120

# City, time zone, and how a number of the free range is written there; {} takes the last three digits.
PLACES = [
    ("London", "Europe/London", ["020 7946 0{}", "(020) 7946 0{}", "+44 20 7946 0{}", "+44 (0)20 7946 0{}"]),
    ("Leeds", "Europe/London", ["0113 496 0{}", "+44 113 496 0{}"]),
    ("Sheffield", "Europe/London", ["0114 496 0{}", "0114-496-0{}"]),
    ("Newcastle", "Europe/London", ["0191 498 0{}"]),
    ("Leicester", "Europe/London", ["0116 496 0{}", "01164960{}"]),
    ("Bristol", "Europe/London", ["0117 496 0{}", "0044 117 496 0{}"]),
    ("Birmingham", "Europe/London", ["0121 496 0{}"]),
    ("Edinburgh", "Europe/London", ["0131 496 0{}", "+441314960{}"]),
    ("Glasgow", "Europe/London", ["0141 496 0{}"]),
    ("Manchester", "Europe/London", ["0161 496 0{}", "0161/4960{}"]),
    ("New York", "America/New_York", ["+1 212-555-0{}"]),
    ("Chicago", "America/Chicago", ["+1 (312) 555-0{}"]),
    ("Hamburg", "Europe/Berlin", ["+49 40 66969 {}"]),
    ("München", "Europe/Berlin", ["+49 89 99998 {}", "0049 89 99998{}"]),
    ("Paris", "Europe/Paris", ["+33 1 99 00 1{}"]),
]

NAMES = """Amelia Hart|Noah Bennett|Olivia Clarke|George Whitmore|Isla Murray|Harry Ashworth|Zoë Ångström|Łukasz Żółkiewski
Siobhán Ní Bhriain|François Lefèvre|Jürgen Weiß|Şebnem Öztürk|Nguyễn Thị Hoa|山田 太郎|王小明|김민수|Ελένη Παπαδοπούλου
Олена Шевченко|محمد علي|अनिता शर्मा|דניאל כהן|Renée D’Amico|Niamh O'Connor|José Peña|Søren Kjær|Dvořák Jiří|Ana-Lucía Muñoz
Freya Dunn|Oscar Pratt|Priya Nair|Tomás Ó Sé|Grace Okafor|Kwame Mensah|Ingrid Håkansson|Mateus Gonçalves|Chloe Barnes
Ethan Rhodes|Mia Fletcher|Leo Carter|Poppy Walsh""".replace("\n", "|").split("|")

NOTES = ["", "", "", "Prefers mornings", "Renewed twice", "Asked for a call back, not before 10:00", "Long-standing customer",
         "Paid late; be kind", "Speaks English and “Platt”", "VIP \"gold\" plan", "Moved in May"]


def good_rows(chance):
    """Rows without any trouble; the numbers are all different."""
    rows = []
    for i in range(GOOD_ROWS):
        city, zone, writings = PLACES[i % len(PLACES)]
        name = NAMES[i % len(NAMES)]
        # 555-01xx has a hundred numbers; every range here is used from 100 on, each number once.
        phone = chance.choice(writings).format(100 + i % 100 if "555" in writings[0] else 100 + i)
        amount = chance.choice([49, 79.5, 99.99, 120, 149.95, 310.4, 1250])
        day = datetime.date(2024, 1, 8) + datetime.timedelta(days=chance.randrange(140))
        # Some optional cells are blank: that is no problem, the value is left out.
        rows.append([name, phone, f"{417 + 13 * i:06d}", amount, day if i % 11 else "", city,
                     chance.choice(["high", "normal", "normal", "low"]), zone, f"contact{i + 1}@example.com",
                     chance.choice(NOTES)])
    return rows


def row(name, phone, account, amount=99.99, day=datetime.date(2024, 4, 2), city="London", priority="normal",
        zone="Europe/London", email="", notes=""):
    return [name, phone, account, amount, day, city, priority, zone, email, notes]


def troubled_rows():
    """(place among the good rows, row): what real sheets bring along. Ints are number cells in the workbook."""
    return [
        # Fine, though they do not look like it.
        (3, row("Lost Zero Ltd", 1134960901, "100001", city="Leeds", notes="The sheet dropped the 0 of 0113")),
        (7, row("Country Code Only", 442079460902, "100002", notes="A number cell, without a plus")),
        (11, row("Apostrophe & Co", "'02079460903", "100003")),
        (15, row("Hard Spaces plc", "\u00a0020\u00a07946\u00a00904\u00a0", "100004", notes="Pasted from a web page")),
        (19, row("Full Width KK", "０２０ ７９４６ ０９０５", "100005", notes="東京の支店")),
        (23, row("Smith; Sons, and \"Partners\"", "020 7946 0906", "100006", notes="Commas, semicolons; and quotes")),
        (27, row("Two Lines", "020 7946 0907", "100007", notes="First line\nSecond line, after a break inside the cell")),
        # Sent, with something to look at.
        (31, row("Front Desk", "020 7946 0908 ext. 12", "100008")),
        (35, row("New Range", "07700 900909", "100009", notes="A range that the numbering plan does not list")),
        (39, row("Rounded Account", "020 7946 0910", "8.80012E+11", notes="The account number has lost digits")),
        # Not sent as they stand.
        (43, row("Exponent", "4.42079E+11", "100011", notes="The spreadsheet kept six digits of twelve")),
        (47, row("No Phone", "", "100012", notes="Never gave a number")),
        (51, row("Only Blanks", " \u00a0 ", "100013")),
        (55, row("", "020 7946 0914", "100014", notes="Whose number is this?")),
        (59, row("No Account", "020 7946 0915", "")),
        (63, row("No Amount", "020 7946 0916", "100016", amount="")),
        (67, row("Letters", "call the office", "100017")),
        (71, row("Not Available", "n/a", "100018")),
        (75, row("Too Short", "0113 496", "100019", city="Leeds")),
        (79, row("Too Long", "020 7946 0920 0920", "100020")),
        (83, row("Two Numbers", "020 7946 0921 / 020 7946 0922", "100021")),
        (87, row("Emergency", "999", "100022", notes="Test entry?")),
        (91, row("Price With Comma", "020 7946 0923", "100023", amount="1,250.00")),
        (95, row("Price With Sign", "020 7946 0924", "100024", amount="£99")),
        (99, row("Day First", "020 7946 0925", "100025", day="31/12/2024")),
        (103, row("No Such Day", "020 7946 0926", "100026", day="2024-02-30")),
        (107, row("City As Zone", "020 7946 0927", "100027", zone="London")),
    ]


def all_rows():
    rows = good_rows(random.Random(2024))
    first, second = list(rows[1]), list(rows[4])
    for place, troubled in reversed(troubled_rows()):
        rows.insert(place, troubled)
    rows.insert(60, first)  # the same number and the same data again
    rows.insert(90, [*second[:3], 12.5, *second[4:9], "Amount was corrected"])  # the same number, other data
    rows.insert(110, [""] * len(HEADER))  # a blank row in the middle
    return rows


def as_text(value):
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def write_csv(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(HEADER)
        writer.writerows([as_text(value) for value in values] for values in rows)


def write_workbook(path, rows):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Contacts"
    sheet.freeze_panes = "A2"
    for column, heading in enumerate(HEADER, start=1):
        sheet.cell(row=1, column=column, value=heading).font = Font(bold=True)
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = 22
    for number, values in enumerate(rows, start=2):
        for column, value in enumerate(values, start=1):
            if value == "":
                continue
            cell = sheet.cell(row=number, column=column, value=value)
            if isinstance(value, datetime.date):
                cell.number_format = "yyyy-mm-dd"
            elif isinstance(value, str):
                cell.data_type = "s"  # never a formula, never a number
    content = io.BytesIO()
    workbook.save(content)
    with_fixed_times(content, path)


def with_fixed_times(content, path):
    """openpyxl writes the time of saving into the properties and into the container."""
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2024-06-03T09:00:00Z", data)
            target.writestr(zipfile.ZipInfo(name, date_time=(2024, 6, 3, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)


def main():
    rows = all_rows()
    write_csv(FOLDER / "contacts.csv", rows)
    write_workbook(FOLDER / "contacts.xlsx", rows)


if __name__ == "__main__":
    main()
