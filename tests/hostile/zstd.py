"""Frames of zstd without a library: blocks as they are, or one byte many times."""

import struct

MAGIC = b"\x28\xb5\x2f\xfd"
LARGEST_BLOCK = 128 << 10
# No checksum, no size, a window of 1 MB.
HEAD = MAGIC + b"\x00\x50"


def frame(content):
    """Blocks that are not compressed."""
    return HEAD + b"".join(blocks(content))


def blocks(content):
    starts = range(0, max(len(content), 1), LARGEST_BLOCK)
    for start in starts:
        part = content[start:start + LARGEST_BLOCK]
        yield head(start == starts[-1], 0, len(part)) + part


def repeated(byte, count, start=b""):
    """A frame that says so many times the same byte, behind others: 4 bytes for each 128 KB."""
    whole, rest = divmod(count, LARGEST_BLOCK)
    return HEAD + head(False, 0, len(start)) + start + (head(False, 1, LARGEST_BLOCK) + byte) * whole + head(True, 1, rest) + byte


def head(is_last, kind, size):
    return struct.pack("<I", is_last | kind << 1 | size << 3)[:3]
