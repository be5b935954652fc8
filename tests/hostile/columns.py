"""Parquet: footers and pages that lie."""

from . import parquet
from .articles import TEXT
from .case import Case
from .zstd import frame, repeated

VALUES = [f"{TEXT} Edition {n}.".encode() for n in range(20)]
GROUPS = [VALUES[:10], VALUES[10:]]
GOOD = parquet.file(GROUPS)
DAMAGED = {"damaged Parquet": 1}
FOOTER = parquet.fields((1, parquet.I32, 1))


def lying(**lies):
    """Two groups that lie in the same way."""
    return parquet.file(GROUPS, **lies)


def deep(levels):
    """A footer of structs within structs, in a field that nobody knows."""
    return bytes([0xFC]) * levels


CASES = [
    Case("parquet/good.parquet", "nothing wrong", GOOD, articles=20),
    Case("parquet/no-rows.parquet", "no rows", parquet.file([]), articles=0),
    Case("parquet/magic.parquet", "its first bytes and no more", b"PAR1", skipped=DAMAGED, says="damaged Parquet"),
    Case("parquet/cut.parquet", "its footer cut off", GOOD[:-40], skipped=DAMAGED),
    Case("parquet/cut-page.parquet", "bytes missing in the middle", GOOD[:300] + GOOD[500:], skipped={"damaged Parquet": 2}),
    Case("parquet/long-footer.parquet", "a footer longer than the file", parquet.closed(GOOD[:500], FOOTER, 1 << 30), skipped=DAMAGED),
    Case("parquet/negative-footer.parquet", "a footer of less than no bytes", parquet.closed(GOOD[:500], FOOTER, -5), skipped=DAMAGED),
    Case("parquet/empty-footer.parquet", "a footer that says nothing", parquet.closed(b"PAR1", b"\0"), skipped=DAMAGED),
    Case("parquet/deep-footer.parquet", "a footer of a million levels", parquet.closed(b"PAR1", deep(1_000_000)), skipped=DAMAGED),
    Case("parquet/deep-schema.parquet", "a schema of 100,000 groups one in another", parquet.deep(100_000), skipped=DAMAGED),
    Case("parquet/noise.parquet", "a footer of noise", parquet.closed(b"PAR1", bytes(n * n * 7 % 251 for n in range(3000))), skipped=DAMAGED),
    Case("parquet/negative-rows.parquet", "less than no rows", lying(footer_rows=-1, rows=-1), articles=20),
    Case("parquet/many-rows.parquet", "more rows than there are values", lying(rows=1 << 40, stated_values=1 << 40),
         articles=20, skipped={"damaged Parquet": 2}),
    Case("parquet/page-values.parquet", "pages that say they have more values", lying(page_values=1 << 30), articles=0,
         skipped={"damaged Parquet": 2}),
    Case("parquet/page-size.parquet", "pages that say they unpack to 2 GB", lying(page_size=(1 << 31) - 1), articles=20),
    Case("parquet/column-size.parquet", "columns that say they unpack to a terabyte", lying(stated_size=1 << 40),
         skipped={"damaged Parquet": 2}, says="1 damaged Parquet: rows 1 to 10 cannot be read: column text unpacks to"),
    Case("parquet/length.parquet", "values longer than their page",
         lying(damage=lambda page: b"\xff\xff\xff\x7f" + page[4:]), skipped={"damaged Parquet": 2}),
    Case("parquet/negative-length.parquet", "values of less than no bytes",
         lying(damage=lambda page: b"\xff\xff\xff\xff" + page[4:]), skipped={"damaged Parquet": 2}),
    Case("parquet/not-utf8.parquet", "a text that is no UTF-8", parquet.file([[VALUES[0], b"\xff\xfe", VALUES[1]]]), articles=2,
         skipped={"field of the wrong type": 1}),
    Case("parquet/nul.parquet", "a text with a NUL", parquet.file([[VALUES[0], b"a\0b", b"", VALUES[1]]]), articles=2,
         skipped={"NUL byte": 1, "empty text": 1}),
    Case("parquet/bomb.parquet", "a page of 200 MB in some kilobytes, which its footer hides",
         parquet.file([VALUES[:1]], codec=parquet.ZSTD, packed=repeated(b"a", 200 << 20), page_size=200 << 20, stated_size=1000),
         skipped=DAMAGED),
    Case("parquet/bad-zstd.parquet", "a page that is no zstd", lying(codec=parquet.ZSTD), skipped={"damaged Parquet": 2}),
    Case("parquet/zstd.parquet", "a good page in zstd",
         parquet.file([VALUES], codec=parquet.ZSTD, packed=frame(parquet.plain(VALUES))), articles=20),
    Case("parquet/codec.parquet", "a compression that there is not", lying(codec=99), skipped=DAMAGED),
    Case("parquet/no-text.parquet", "no column that may be the text", parquet.file(GROUPS, column=b"story"), skipped={"no text field": 1}),
    Case("parquet/name.parquet", "a column named by escape codes", parquet.file(GROUPS, column=b"\x1b[31mtext"), skipped={"no text field": 1},
         says="no text field; the record has: \\u{1b}[31mtext"),
]
