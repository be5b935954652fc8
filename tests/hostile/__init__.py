"""The hostile corpus: what each of its files is, and what must happen to it. `tests/hostile_corpus.py` makes and runs it."""

from . import archives, columns, encodings, folders, packed, pages, records, tables, texts

CASES = [
    *texts.CASES, *encodings.CASES, *records.CASES, *tables.CASES, *columns.CASES, *pages.CASES, *archives.CASES,
    *packed.CASES, *folders.CASES,
]
