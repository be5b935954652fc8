"""Parquet: footers and pages that lie."""

from . import parquet
from .articles import TEXT
from .case import Case
from .zstd import frame, repeated

BYTES, FIXED = 6, 7
REQUIRED, OPTIONAL, REPEATED = 0, 1, 2

VALUES = [f"{TEXT} Edition {n}.".encode() for n in range(20)]
GROUPS = [VALUES[:10], VALUES[10:]]
GOOD = parquet.file(GROUPS)
DAMAGED = {"damaged Parquet": 1}
FOOTER = parquet.fields((1, parquet.I32, 1))


def lying(**lies):
    """Two groups that lie in the same way."""
    return parquet.file(GROUPS, **lies)


ONE_TEXT = (b"text", BYTES, REQUIRED, 0, parquet.page(parquet.plain(VALUES[:1]), 1), 1)
TEXTS = (b"text", BYTES, REQUIRED, 0, parquet.page(parquet.plain(VALUES[:1] * 64), 64), 64)


def listed(items):
    """An article whose author is a list of so many that are none."""
    return parquet.of_columns([ONE_TEXT, (b"author", BYTES, REPEATED, 0, parquet.page(parquet.runs((1, 0), (items - 1, 1))
                                                                                     + parquet.runs((items, 0)), items), 1)])


def shared(size):
    """40 rows of the same spaces, which a dictionary holds that the footer does not know of."""
    length = (size - 4).to_bytes(4, "little")
    held = parquet.dictionary(repeated(b" ", size - 4, start=length), 1, size)
    return parquet.of_columns([(b"text", BYTES, REQUIRED, 0, held + parquet.page(frame(b"\1\x50\0"), 40, 8, 3), 40)], 40, parquet.ZSTD)


def one_page(size):
    """One text in a page of zstd."""
    packed = repeated(b"a", size - 4, start=(size - 4).to_bytes(4, "little"))
    return parquet.of_columns([(b"text", BYTES, REQUIRED, 0, parquet.page(packed, 1, size=size), 1)], 1, parquet.ZSTD)


def lengths(encoding, count):
    """One text behind so many lengths."""
    stored = parquet.same_numbers(count) * 2
    return parquet.of_columns([(b"text", BYTES, REQUIRED, 0, parquet.page(stored, 1, encoding), 1)])


def same(rows):
    """So many rows of the same text."""
    pages = parquet.dictionary(parquet.plain(VALUES[:1]), 1, len(parquet.plain(VALUES[:1]))) + parquet.page(
        b"\1" + parquet.varint(rows << 1) + b"\0", rows, 8)
    return parquet.of_columns([(b"text", BYTES, REQUIRED, 0, pages, rows)], rows)


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
    Case("parquet/children.parquet", "a schema of two billion columns, one of which is there",
         parquet.closed(b"PAR1", parquet.fields(
             (1, parquet.I32, 1), (2, parquet.LIST, (parquet.STRUCT, [parquet.fields((4, parquet.BINARY, b"schema"), (5, parquet.I32, (1 << 31) - 1)),
                                                                      parquet.fields((1, parquet.I32, 6), (3, parquet.I32, 0), (4, parquet.BINARY, b"text"))])),
             (3, parquet.I64, 0), (4, parquet.LIST, (parquet.STRUCT, [])))),
         skipped=DAMAGED, says="damaged Parquet: its footer cannot be read"),
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
    Case("parquet/lists.parquet", "an author who is a billion, in 300 bytes", listed(1 << 30), skipped=DAMAGED,
         says="column author has lists of 1073741824 items"),
    Case("parquet/list.parquet", "an author who is a million and none", listed(1 << 20), articles=1),
    Case("parquet/shared.parquet", "a text of 31 MB that 40 rows share, in 1 KB", shared(31 << 20), skipped={"empty text": 40}),
    Case("parquet/gigabytes.parquet", "a text of 2 GB in 64 KB, which its footer hides", one_page((1 << 31) - 100), skipped=DAMAGED,
         says="column text has a page that unpacks to 2147483548 bytes"),
    Case("parquet/lengths.parquet", "a text behind 16 terabytes of lengths", lengths(6, 1 << 42), skipped=DAMAGED,
         says="gives more lengths of texts than it has texts"),
    Case("parquet/prefixes.parquet", "a text behind a billion lengths of what it shares", lengths(7, 1 << 30), skipped=DAMAGED),
    Case("parquet/same.parquet", "two billion rows of one text", same((1 << 31) - 1), skipped=DAMAGED, says="2147483647 rows in"),
    Case("parquet/few-same.parquet", "300 rows of one text", same(300), articles=300),
    Case("parquet/wide.parquet", "ids of 2 GB each that are not there", parquet.of_columns(
        [TEXTS, (b"id", FIXED, OPTIONAL, (1 << 31) - 1, parquet.page(parquet.runs((64, 0)), 64), 64)], 64), skipped=DAMAGED,
         says="column id unpacks to 2147483647 bytes"),
    Case("parquet/bad-zstd.parquet", "a page that is no zstd", lying(codec=parquet.ZSTD), skipped={"damaged Parquet": 2}),
    Case("parquet/zstd.parquet", "a good page in zstd",
         parquet.file([VALUES], codec=parquet.ZSTD, packed=frame(parquet.plain(VALUES))), articles=20),
    Case("parquet/codec.parquet", "a compression that there is not", lying(codec=99), skipped=DAMAGED),
    Case("parquet/no-text.parquet", "no column that may be the text", parquet.file(GROUPS, column=b"story"), skipped={"no text field": 1}),
    Case("parquet/name.parquet", "a column named by escape codes", parquet.file(GROUPS, column=b"\x1b[31mtext"), skipped={"no text field": 1},
         says="no text field; the record has: \\u{1b}[31mtext"),
]
