"""Plans written by openpyxl, and as JSON for tests/differential/write_plans.cpp, which writes them with libxlsxwriter."""
import datetime
import json


def write_with_openpyxl(plan, path):
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    if plan.from_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Contacts"
    for r, row in enumerate(plan.rows, 1):
        for c, cell in enumerate(row, 1):
            if cell is None:
                continue
            target = sheet.cell(r, c)
            target.value = cell["value"]
            if cell["kind"] == "text":
                target.data_type = "s"  # also where it begins with "="
            if cell["format"]:
                target.number_format = cell["format"]
            if (r + c) % 7 == 0:
                target.font = Font(bold=True)
    for row in plan.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in plan.hidden_columns:
        sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    for first_row, first_column, last_row, last_column in plan.merged:
        sheet.merge_cells(start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column)
    if plan.other_sheet:
        book.create_sheet("Other")["A1"] = "not this one"
    book.save(path)


def serial(value, from_1904):
    epoch = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)
    if isinstance(value, datetime.datetime):
        return (value - epoch) / datetime.timedelta(days=1)
    if isinstance(value, datetime.time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    return value / datetime.timedelta(days=1)


def as_json(plan, path):
    """One workbook for write_plans; dates as the numbers that they are in the file."""
    def simple(cell):
        if cell is None:
            return None
        value = cell["value"]
        if cell["kind"] in ("date", "datetime", "time", "elapsed"):
            value = serial(value, plan.from_1904)
        return {"kind": cell["kind"], "value": value, "format": cell["format"], "result": cell["result"]}
    return json.dumps({"path": path, "rows": [[simple(cell) for cell in row] for row in plan.rows],
                       "hiddenRows": plan.hidden_rows, "hiddenColumns": plan.hidden_columns, "merged": plan.merged,
                       "inline": plan.seed % 2 == 0, "otherSheet": plan.other_sheet})
