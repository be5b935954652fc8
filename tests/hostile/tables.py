"""CSV and TSV: quotation marks, headers and rows that are broken."""

from .articles import TEXT
from .case import Case, large

MB = 1 << 20
HEADER = b"title,text,outlet\n"


def row(n=0):
    return f"Edition {n},{TEXT},Harbour Daily\n".encode()


def within(bad):
    """A row between good ones."""
    return HEADER + row(1) + bad + row(2)


CASES = [
    Case("csv/good.csv", "quoted cells with line breaks, commas and doubled marks",
         within(b'"a ""b"" c","We saw it,\nand said ""no"".",O\n'), articles=3),
    Case("csv/open-quote.csv", "a mark that is never closed", within(b'x,"We saw it,O\n') + row(3) * 3, articles=5,
         skipped={"broken quotation marks": 1}, says="3 broken quotation marks"),
    Case("csv/stray-quote.csv", "a mark that closes before its cell ends", within(b'x,"We saw" it,O\n'), articles=2,
         skipped={"broken quotation marks": 1}, says="3 broken quotation marks"),
    Case("csv/last-quote.csv", "a mark that is open at the end of the file", HEADER + row() + b'x,"We saw it', articles=1,
         skipped={"broken quotation marks": 1}, says="3 broken quotation marks"),
    Case("csv/quotes.csv", "10,001 lines within a cell", HEADER + row(1) + b'x,"' + b"a\n" * 10_001 + b'",O\n' + row(2), articles=2,
         skipped={"broken quotation marks": 2, "wrong number of cells": 10_000}),
    Case("csv/all-quotes.csv", "300,000 quotation marks", large(lambda: HEADER + row() + b'"' * 300_001 + b"\n" + row(1)), articles=2,
         skipped={"broken quotation marks": 1}),
    Case("csv/few-cells.csv", "a row with too few cells", within(b"x,We saw it\n"), articles=2, skipped={"wrong number of cells": 1},
         says="3 wrong number of cells: 2, and the header has 3"),
    Case("csv/many-cells.csv", "a row of 100,000 cells", within(b"," * 100_000 + b"\n"), articles=2,
         skipped={"wrong number of cells": 1}),
    Case("csv/nul.csv", "a NUL byte in a cell", within(b"x,We saw\0it,O\n"), articles=2, skipped={"NUL byte": 1}),
    Case("csv/damaged.csv", "one wrong byte in a row of UTF-8", within("x,“We saw it” – café\xff,O\n".encode("utf-8").replace(b"\xc3\xbf", b"\xff")),
         articles=2, skipped={"not UTF-8": 1}),
    Case("csv/long-row.csv", "a row of 65 MB", large(lambda: within(b"x,aaaa" + b"b" * (65 * MB) + b",O\n")), articles=2,
         skipped={"line too long": 1}, says="3 line too long: more than 64 MB"),
    Case("csv/long-header.csv", "a header of 600 KB", large(lambda: b"text," + b"x" * 600_000 + b"\n" + row()), skipped={"line too long": 1}),
    Case("csv/no-text.csv", "a header without a text", b"a,b\n1,2\n", skipped={"no text field": 1},
         says="1 no text field; the record has: a, b"),
    Case("csv/twice.csv", "a header that has text twice", b"text,text\nWe saw it.,We did.\n", skipped={"field given twice": 1}),
    Case("csv/header-only.csv", "a header and no rows", HEADER),
    Case("csv/empty.csv", "no bytes", b"", skipped={"empty": 1}),
    Case("csv/returns.csv", "lines that end as on old Macs", (HEADER + row() + row(1)).replace(b"\n", b"\r"), articles=2),
    Case("csv/semicolons.csv", "semicolons between the cells", b"title;text\nx;We saw it, and left.\n", articles=1),
    Case("csv/tabs.tsv", "a quotation mark in the middle of a cell", b'title\ttext\nx\tWe saw 5" of it.\n', articles=1),
    Case("csv/formula.csv", "cells that a spreadsheet would run", HEADER + b'=1+1,"=HYPERLINK(""x"") We saw it.",@O\n', articles=1),
]
