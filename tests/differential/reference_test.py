"""The reference against sentences of the manual, so that it cannot agree with the program by being wrong the same way."""
import datetime

from reference import text_of

expected = [
    (447911123456, "General", "447911123456"), (5825.3599999999997, "General", "5825.36"), (1e20, "General", "1" + "0" * 20),
    (0.1 + 0.2, "0.00", "0.3"), (1.5e-7, "General", "0.00000015"), (-2.5, "#,##0.00", "-2.5"), (2.0, "General", "2"),
    (12345, "0000000000", "0000012345"), (5551234567, "000-000-0000", "555-123-4567"), (0.125, "0%", "12.5%"),
    (True, "General", "TRUE"), (None, "General", ""), ("007", "General", "007"), ("#N/A", "General", "#N/A"),
    (datetime.datetime(2024, 3, 1), "dd/mm/yyyy", "2024-03-01"),
    (datetime.datetime(2024, 3, 1, 9, 30), "m/d/yy h:mm", "2024-03-01 09:30"),
    (datetime.datetime(2024, 3, 1, 9, 30, 5), "yyyy-mm-dd hh:mm", "2024-03-01 09:30:05"),
    (datetime.time(9, 5), "hh:mm", "09:05:00"), (datetime.timedelta(hours=30, seconds=1), "[h]:mm:ss", "30:00:01"),
]
for value, number_format, text in expected:
    assert text_of(value, number_format) == text, (value, number_format, text_of(value, number_format), text)
