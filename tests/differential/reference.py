"""What Callsheet promises about the text of a cell, written down a second time and independently of the program: numbers
from the stored value without an exponent and without the noise beyond 15 digits; dates in ISO form, times, percentages
and digit masks as a person sees them when the format says so."""
import datetime
import re
from decimal import Decimal


def plain(number):
    """A decimal number written out."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def exact(value):
    """The stored number; 15 digits of it, except of whole numbers."""
    number = Decimal(repr(value))
    if number != number.to_integral_value():
        number = Decimal(format(number, ".15g"))
    return number


def masked(number, mask):
    digits = str(number)
    places = mask.count("0")
    digits = digits.rjust(places, "0")
    if set(mask) == {"0"}:
        return digits
    surplus, rest = digits[:len(digits) - places], digits[len(digits) - places:]
    first = mask.index("0")
    taken = iter(rest)
    return mask[:first] + surplus + "".join(next(taken) if c == "0" else c for c in mask[first:])


def bare(number_format):
    """The format's first section without what is only decoration."""
    return re.sub(r'"[^"]*"|\\.|\[\$[^\]]*\]', "", number_format.split(";")[0]).lower()


def clock(seconds):
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def whole_seconds(moment):
    return moment + datetime.timedelta(microseconds=500000)


def text_of(value, number_format):
    """What Callsheet shows for a value as openpyxl reads it (data_only)."""
    code = bare(number_format or "General")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.timedelta):
        return clock(round(value.total_seconds()))
    if isinstance(value, datetime.time):
        return clock(round(value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6))
    if isinstance(value, datetime.datetime):
        moment = whole_seconds(value)
        has_date, has_time = "y" in code or "d" in code, "h" in code or "s" in code
        if has_date and not has_time:
            return moment.strftime("%Y-%m-%d")
        if has_time and not has_date:
            return moment.strftime("%H:%M:%S")
        return moment.strftime("%Y-%m-%d %H:%M") + (moment.strftime(":%S") if moment.second else "")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if "%" in code:
        return plain(exact(value) * 100) + "%"
    mask = re.sub(r"\\(.)", r"\1", (number_format or "").split(";")[0].replace('"', ""))
    if len(mask) > 1 and set(mask) <= set("0-+() ") and value >= 0 and value == int(value):
        return masked(int(value), mask)
    return plain(exact(value))
