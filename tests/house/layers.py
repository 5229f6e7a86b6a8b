#!/usr/bin/env python3
"""Checks the include lines of core, ui and app against the table of the house: app -> ui -> core, and inside core the
arrows of ALLOWED. Also that core includes nothing of Qt Gui or Widgets. Usage: layers.py ROOT; prints each breach."""
import pathlib
import re
import sys

# The last column of the table in the plan of the house; a folder may always include itself.
ALLOWED = {
    "core/base": set(),
    "core/sheet": {"core/base"},
    "core/match": {"core/base", "core/sheet"},
    "core/check": {"core/base", "core/sheet", "core/match"},
    "core/connection": {"core/base"},
    "core/runs": {"core/base", "core/sheet"},
    # send uses what check uses: the sheet and its mapping are part of the input of a check.
    "core/send": {"core/base", "core/sheet", "core/match", "core/check", "core/runs", "core/connection"},
    "core/practice": {"core/base", "core/send/wire.h", "core/connection"},
}
WIDGET_HEADERS = re.compile(
    r"#\s*include\s*<(QtGui|QtWidgets|QWidget|QApplication|QGuiApplication|QColor|QFont|QIcon|QPixmap|QImage|QPainter|QPalette|QAction"
    r"|QClipboard|QDialog|QLabel|QMessageBox|Q(Table|List|Tree|Header|AbstractItem|Graphics)View|Q(Box|HBox|VBox|Grid|Form|Stacked)Layout|QDesktopServices)(/|>)")


def layer_of(path):
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "core" else parts[0]


def breaches(path, text):
    """Lines of `text`, the file at `path` (relative to the root), that reach where they must not."""
    own = layer_of(path)
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if own.startswith("core/") and WIDGET_HEADERS.search(line):
            found.append((number, f"core has no Gui and no Widgets: {line.strip()}"))
        match = re.match(r'\s*#\s*include\s*"((core|ui|app|tests)/[^"]+)"', line)
        if not match:
            continue
        target = match.group(1)
        layer = layer_of(target)
        if own.startswith("core/"):
            allowed = layer == own or layer in ALLOWED.get(own, set()) or target in ALLOWED.get(own, set())
        elif own == "ui":
            allowed = layer == "ui" or layer.startswith("core/")
        else:
            allowed = own == "app" and layer != "tests"
        if not allowed:
            found.append((number, f"{own} may not include {target}"))
    return found


def main(root):
    root = pathlib.Path(root)
    files = [p for top in ("core", "ui", "app") for p in sorted((root / top).rglob("*")) if p.suffix in (".h", ".cpp")]
    if not files:
        print(f"no sources below {root}")
        return 1
    bad = 0
    for path in files:
        relative = path.relative_to(root).as_posix()
        for number, what in breaches(relative, path.read_text(encoding="utf-8")):
            print(f"{relative}:{number}: {what}")
            bad += 1
    print(f"{len(files)} files, {bad} breaches")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
