"""A writer of Parquet that says what it is told to, true or not: one column of bytes, uncompressed or zstd."""

import struct

ZSTD = 6
I32, I64, BINARY, LIST, STRUCT = 5, 6, 8, 9, 12


def file(groups, column=b"text", footer_rows=None, **lies):
    """A file with a group of rows for each list of values."""
    body = b"PAR1"
    described = []
    for values in groups:
        described.append(described_group(values, len(body), column, **lies))
        body += chunk(values, **lies)
    rows = sum(map(len, groups)) if footer_rows is None else footer_rows
    root = fields((4, BINARY, b"schema"), (5, I32, 1))
    leaf = fields((1, I32, 6), (3, I32, 0), (4, BINARY, column), (6, I32, 0))
    footer = fields((1, I32, 1), (2, LIST, (STRUCT, [root, leaf])), (3, I64, rows), (4, LIST, (STRUCT, described)))
    return closed(body, footer)


def of_columns(columns, rows=1, codec=0):
    """One group of columns, each a name, its type, how often a row has it, its width, its pages and how many values it states."""
    body, schema, described = b"PAR1", [fields((4, BINARY, b"schema"), (5, I32, len(columns)))], []
    for name, kind, repeated, width, pages, values in columns:
        schema.append(fields((1, I32, kind), (2, I32, width), (3, I32, repeated), (4, BINARY, name)))
        meta = fields(
            (1, I32, kind), (2, LIST, (I32, [varint(zigzag(0))])), (3, LIST, (BINARY, [varint(len(name)) + name])), (4, I32, codec),
            (5, I64, values), (6, I64, len(pages)), (7, I64, len(pages)), (9, I64, len(body)),
        )
        described.append(fields((2, I64, len(body)), (3, STRUCT, meta)))
        body += pages
    group = fields((1, LIST, (STRUCT, described)), (2, I64, len(body)), (3, I64, rows))
    return closed(body, fields((1, I32, 1), (2, LIST, (STRUCT, schema)), (3, I64, rows), (4, LIST, (STRUCT, [group]))))


def page(stored, values, encoding=0, size=None):
    """A page of data."""
    header = fields((1, I32, values), (2, I32, encoding), (3, I32, 3), (4, I32, 3))
    return fields((1, I32, 0), (2, I32, len(stored) if size is None else size), (3, I32, len(stored)), (5, STRUCT, header)) + stored


def dictionary(stored, values, size):
    header = fields((1, I32, values), (2, I32, 0))
    return fields((1, I32, 2), (2, I32, size), (3, I32, len(stored)), (7, STRUCT, header)) + stored


def runs(*counted):
    """Levels: so many times each number, behind their length."""
    written = b"".join(varint(count << 1) + bytes([number]) for count, number in counted)
    return struct.pack("<i", len(written)) + written


def same_numbers(count):
    """So many zeros, packed as differences: none of them takes a bit."""
    return varint(1 << 30) + varint(1) + varint(count) + b"\0" + b"\0\0" * ((count - 2 >> 30) + 1)


def deep(levels):
    """A schema of groups one in another, and no rows."""
    group = fields((4, BINARY, b"g"), (5, I32, 1))
    leaf = fields((1, I32, 6), (3, I32, 0), (4, BINARY, b"text"), (6, I32, 0))
    footer = fields((1, I32, 1), (2, LIST, (STRUCT, [group] * levels + [leaf])), (3, I64, 0), (4, LIST, (STRUCT, [])))
    return closed(b"PAR1", footer)


def closed(body, footer, length=None):
    return body + footer + struct.pack("<i", len(footer) if length is None else length) + b"PAR1"


def chunk(values, page_values=None, page_size=None, packed=None, damage=None, **_):
    """A column of one group: the head of its page, and its values each behind its length."""
    content = plain(values)
    stored = content if packed is None else packed
    if damage is not None:
        content = stored = damage(stored)
    header = fields((1, I32, len(values) if page_values is None else page_values), (2, I32, 0), (3, I32, 3), (4, I32, 3))
    size = len(content) if page_size is None else page_size
    return fields((1, I32, 0), (2, I32, size), (3, I32, len(stored)), (5, STRUCT, header)) + stored


def described_group(values, at, column, stated_values=None, stated_size=None, codec=0, rows=None, **lies):
    size = len(chunk(values, **lies))
    meta = fields(
        (1, I32, 6), (2, LIST, (I32, [varint(zigzag(0))])), (3, LIST, (BINARY, [varint(len(column)) + column])), (4, I32, codec),
        (5, I64, len(values) if stated_values is None else stated_values), (6, I64, size if stated_size is None else stated_size),
        (7, I64, size), (9, I64, at),
    )
    chunks = [fields((2, I64, at), (3, STRUCT, meta))]
    return fields((1, LIST, (STRUCT, chunks)), (2, I64, size), (3, I64, len(values) if rows is None else rows))


def plain(values):
    return b"".join(struct.pack("<i", len(value)) + value for value in values)


def fields(*known):
    """A struct in the compact protocol of Thrift."""
    written, last = b"", 0
    for number, kind, value in known:
        written += bytes([(number - last) << 4 | kind])
        last = number
        if kind in (I32, I64):
            written += varint(zigzag(value))
        elif kind == BINARY:
            written += varint(len(value)) + value
        elif kind == LIST:
            of, items = value
            written += bytes([min(len(items), 15) << 4 | of]) + (varint(len(items)) if len(items) > 14 else b"") + b"".join(items)
        else:
            written += value
    return written + b"\0"


def zigzag(number):
    return (number << 1 ^ number >> 63) & (1 << 64) - 1


def varint(number):
    written = b""
    while number > 0x7F:
        written += bytes([number & 0x7F | 0x80])
        number >>= 7
    return written + bytes([number])
