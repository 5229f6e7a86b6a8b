"""Random workbooks as plans: what stands in which cell, before any program writes it. The same seed gives the same plan."""
import datetime
import random

TEXTS = ["Zoë O'Connor", "Łukasz, Nowak", "李 小龍", "Δημήτρης", "😀 emoji", "two\nlines", " blanks around ", "a\tb",
         'say "hello"', "=not a formula", "+447911123456", "007", "1e5", "TRUE", "n/a", "<b>&amp;</b>", "x" * 300,
         "é", "اتصل", "\u00a0nbsp\u00a0", "a;b|c", "'quoted'", "_underscore_", "\U0001F1EC\U0001F1E7"]
NUMBERS = [0, 1, -1, 42, 447911123456, 7911123456, 123456789012345, 0.1 + 0.2, 5825.36, 1 / 3, -2.5, 1e20, 1.5e-7,
           0.000001234, 99999.995, 1e15, 2.0, 1234567.891]
MASKS = ["0000000000", "00000", "000-000-0000", "+00 0000 000000"]
MONEY = ["#,##0.00", "0.00", '#,##0.00 "EUR"', "0"]
DATES = ["yyyy-mm-dd", "dd/mm/yyyy", "mm-dd-yy", "d mmm yy", "[$-409]d\\-mmm\\-yyyy"]
DATETIMES = ["yyyy-mm-dd hh:mm", "dd/mm/yyyy hh:mm:ss", "m/d/yy h:mm"]
TIMES = ["hh:mm:ss", "hh:mm", "h:mm:ss AM/PM"]
ERRORS = ["#N/A", "#DIV/0!", "#REF!", "#NAME?"]


def cell(kind, value, number_format=None, result=None):
    return {"kind": kind, "value": value, "format": number_format, "result": result}


class Plan:
    """rows[0] are the headings. `iso`: only formats that every program shows alike."""

    def __init__(self, seed, formulas=False, rich=False, iso=False):
        self.seed = seed
        r = self.random = random.Random(seed)
        self.formulas, self.rich, self.iso = formulas, rich, iso
        self.columns = r.randint(2, 9)
        self.from_1904 = not iso and r.random() < 0.15
        self.rows = [[cell("text", f"heading {i}") for i in range(self.columns)]]
        for number in range(r.randint(3, 40)):
            if r.random() < 0.05:
                self.rows.append([None] * self.columns)  # a blank row
            else:
                self.rows.append([cell("number", number + 1)] + [self.any_cell() for _ in range(self.columns - 1)])
        if all(c is None for c in self.rows[1]):
            self.rows[1][0] = cell("text", "first")
        last = len(self.rows)
        self.hidden_rows = sorted({r.randint(2, last) for _ in range(r.randint(0, 3))}) if r.random() < 0.4 else []
        self.hidden_columns = [r.randrange(self.columns)] if r.random() < 0.2 else []
        self.merged = [] if r.random() < 0.6 else [self.merge()]
        self.other_sheet = r.random() < 0.3

    def merge(self):
        """First row and column, last row and column, from 1; what they cover is empty."""
        r = self.random
        row, column = r.randint(2, len(self.rows)), r.randint(1, self.columns)
        last_row, last_column = min(len(self.rows), row + r.randint(0, 2)), min(self.columns, column + r.randint(0, 2))
        if (row, column) == (last_row, last_column):
            last_column = last_column + 1  # a merged area has more than one cell; this one is beyond the table
        for i in range(row - 1, last_row):
            for k in range(column - 1, min(last_column, self.columns)):
                if (i, k) != (row - 1, column - 1):
                    self.rows[i][k] = None
        return (row, column, last_row, last_column)

    def any_cell(self):
        r = self.random
        kinds = ["text"] * 5 + ["number"] * 3 + ["mask", "money", "percent", "date", "datetime", "time", "elapsed",
                                                 "boolean", "error", "empty"]
        if self.formulas:
            kinds += ["formula"] * 3
        if self.rich:
            kinds += ["rich"]
        kind = r.choice(kinds)
        if kind == "empty":
            return None
        if kind == "text":
            return cell("text", " ".join(r.sample(TEXTS, r.randint(1, 2))))
        if kind == "rich":
            return cell("rich", [r.choice(["Zo", "Anna-", "東"]), r.choice(["ë", "Lena", "京"])])
        if kind == "number":
            return cell("number", r.choice(NUMBERS) if r.random() < 0.6 else round(r.uniform(-1e6, 1e6), r.randint(0, 6)))
        if kind == "mask":
            mask = MASKS[0] if self.iso else r.choice(MASKS)
            return cell("mask", r.randrange(10 ** r.randint(1, mask.count("0"))), mask)
        if kind == "money":
            return cell("money", round(r.uniform(0, 1e5), 2), "0.00" if self.iso else r.choice(MONEY))
        if kind == "percent":
            return cell("percent", r.randrange(-5000, 20000) / 10000, r.choice(["0%", "0.00%"]) if not self.iso else "0.00%")
        if kind == "date":
            return cell("date", datetime.datetime(1950, 1, 1) + datetime.timedelta(days=r.randrange(40000)),
                        DATES[0] if self.iso else r.choice(DATES))
        if kind == "datetime":
            # LibreOffice cuts seconds off instead of rounding: for it only parts of a day that no rounding touches.
            minutes = 45 * r.randrange(32) if self.iso else r.randrange(1440)
            moment = datetime.datetime(1990, 1, 1) + datetime.timedelta(
                days=r.randrange(20000), minutes=minutes, seconds=0 if self.iso else r.choice([0, 7, 59]))
            return cell("datetime", moment, DATETIMES[0] if self.iso else r.choice(DATETIMES))
        if kind == "time":
            return cell("time", datetime.time(r.randrange(24), r.randrange(60), r.randrange(60)),
                        TIMES[0] if self.iso else r.choice(TIMES))
        if kind == "elapsed":
            return cell("elapsed", datetime.timedelta(seconds=r.randrange(360000)), "[hh]:mm:ss" if self.iso else "[h]:mm:ss")
        if kind == "boolean":
            return cell("boolean", r.random() < 0.5)
        if kind == "error":
            return cell("error", r.choice(ERRORS[:2] if self.iso else ERRORS))
        a, b = r.randrange(1000), r.randrange(1, 1000)
        choice = r.randrange(3 if self.iso else 4)
        # A formula that says yes or no: LibreOffice stores it in ODS as the number 1 or 0, so it is not in plans for it.
        return [cell("formula", f"={a}+{b}", None, a + b), cell("formula", f"={a}/8", None, a / 8),
                cell("formula", f'="a{a}"&"é{b}"', None, f"a{a}é{b}"), cell("formula", f"={a}>{b}", None, a > b)][choice]
