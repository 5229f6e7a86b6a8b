#!/usr/bin/env python3
"""Flags spellings of co_await that g++ 12 compiles wrongly: it destroys aggregate temporaries and closures twice, and breaks
conditions. The house rule is narrower than what works, so that nobody has to remember the table: co_await stands alone in a
plain statement; its arguments are names and calls. Usage: co_await_spelling.py ROOT; prints each finding."""
import pathlib
import re
import sys

RULES = [
    (re.compile(r"\b(if|while|switch|for)\s*\([^;]*\bco_await\b"), "co_await in the head of a statement: name the result first"),
    (re.compile(r"\?.*\bco_await\b|\bco_await\b.*\?"), "co_await with ?: in one statement"),
    (re.compile(r"(&&|\|\|).*\bco_await\b|\bco_await\b.*(&&|\|\|)"), "co_await with && or || in one statement"),
    (re.compile(r"\bco_await\b.*(?<![\w\])])\[[^\]]*\]\s*(\(|\{|mutable|<|->)"), "co_await and a lambda in one statement: name the lambda first"),
    (re.compile(r"\bco_await\b.*[\w>]\s*\{"), "co_await and a braced temporary in one statement: name the value first"),
    (re.compile(r"\bco_await\b.*[(,]\s*\{"), "co_await and a braced argument in one statement: name the value first"),
    (re.compile(r"[\w>=(,]\s*\{.*\bco_await\b"), "co_await inside braces: await first, then build"),
]


def plain(text):
    """The text without comments and string contents, same line numbers."""
    blank = lambda match: re.sub(r"[^\n]", " ", match.group())
    text = re.sub(r"//[^\n]*|/\*.*?\*/", blank, text, flags=re.S)
    return re.sub(r'"(\\.|[^"\\\n])*"', lambda match: '"' + " " * (len(match.group()) - 2) + '"', text)


OPENS_BLOCK = re.compile(r"(\)|[;{}:]|\b(else|do|try|const|noexcept|override|mutable)|->\s*[\w:<>,&*\s]+)\s*$|^\s*$")


def statement_around(text, position):
    """The statement that holds the position: braces of initializers belong to it, those of blocks end it."""
    start = position
    depth = 0
    while start > 0:
        c = text[start - 1]
        if c in ")]":
            depth += 1
        elif c in "([":
            depth -= 1
        elif c == "}":
            if depth <= 0 and not re.match(r"\s*[,).]", text[start:]):
                break
            depth += 1
        elif c == "{":
            if depth <= 0 and OPENS_BLOCK.search(text[max(0, start - 200):start - 1]):
                break
            depth -= 1
        elif c == ";" and depth <= 0:
            break
        start -= 1
    end = position
    depth = 0
    while end < len(text):
        c = text[end]
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
            if depth < 0 and c == "}":
                break
        elif c == ";" and depth <= 0:
            break
        end += 1
    return " ".join(text[start:end].split())


def findings(text):
    code = plain(text)
    found = []
    for match in re.finditer(r"\bco_await\b", code):
        statement = statement_around(code, match.start())
        for rule, why in RULES:
            if rule.search(statement):
                found.append((code.count("\n", 0, match.start()) + 1, f"{why}: {statement[:110]}"))
                break
    return found


def main(root):
    root = pathlib.Path(root)
    files = [p for top in ("core", "ui", "app", "tests") for p in sorted((root / top).rglob("*")) if p.suffix in (".h", ".cpp")]
    awaits = bad = 0
    for path in files:
        text = path.read_text(encoding="utf-8")
        awaits += len(re.findall(r"\bco_await\b", plain(text)))
        for number, what in findings(text):
            print(f"{path.relative_to(root).as_posix()}:{number}: {what}")
            bad += 1
    print(f"{len(files)} files, {awaits} co_await, {bad} findings")
    return 1 if bad or not awaits else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
