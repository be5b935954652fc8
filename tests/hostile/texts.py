"""Plain text that is long, odd, or no text."""

import random

from .articles import TEXT
from .case import Case, large

MB = 1 << 20


def noise():
    return random.Random(7).randbytes(40_000)


CASES = [
    Case("text/empty.txt", "no bytes", b"", skipped={"empty": 1}, says="empty"),
    Case("text/blank.txt", "white space, half a megabyte of it", b" \n\t\r\n" * 100_000, skipped={"empty": 1}),
    Case("text/nul.txt", "a NUL byte in a good text", TEXT.encode() + b"\0" + TEXT.encode(), skipped={"NUL byte": 1}),
    Case("text/noise.txt", "bytes that are no text", noise(), skipped={"NUL byte": 1}),
    Case("text/image.txt", "an image by the name of a text", b"\x89PNG\r\n\x1a\n" + noise(), skipped={"NUL byte": 1}),
    Case("text/escapes.txt", "escape codes and overrides of direction",
         f"\x1b[31m{TEXT}\x1b]0;title\x07 \u202e{TEXT}\u2066 \r{TEXT}\n".encode(), articles=1),
    Case("text/open-quotes.txt", "50,000 quotation marks that are not closed", ("“The regime said so. " * 50_000).encode(), articles=1),
    Case("text/one-quotes.txt", "a million marks of which none says whether it opens",
         large(lambda: (TEXT + ' "' * 1_000_000).encode()), articles=1),
    Case("text/brackets.txt", "a million open brackets", large(lambda: (TEXT + "[" * 1_000_000).encode()), articles=1),
    Case("text/marks.txt", "a million combining marks on one letter",
         large(lambda: (TEXT + " e" + "\u0301" * 1_000_000).encode()), articles=1),
    Case("text/invisible.txt", "zero-width characters within every word",
         "\u200b".join(f"{TEXT} " * 2_000).encode(), articles=1),
    Case("text/one-word.txt", "8 MB without a space", large(lambda: (TEXT + " " + "1" * (8 * MB)).encode()), articles=1),
    Case("text/one-sentence.txt", "8 MB without a full stop", large(lambda: b"the regime and the ferry " * (8 * MB // 25)),
         articles=1),
    Case("text/hits.txt", "nothing but hits, 800 KB of them", large(lambda: b"regime thugs " * 62_000), articles=1),
    Case("text/lines.txt", "a million lines of one letter", large(lambda: TEXT.encode() + b"\na" * 1_000_000), articles=1),
    Case("text/long.txt", "one byte more than an article may have", large(lambda: b"a " * (16 * MB) + b"a"),
         skipped={"article too long": 1}, says="article too long: more than 32 MB"),
    Case("text/longest.txt", "as many bytes as an article may have",
         large(lambda: (TEXT.encode() + b" We saw it. " * (3 * MB))[:32 * MB]), articles=1),
    Case("text/brace.txt", "a text that starts like JSON", b'{"So it begins," wrote the editor. ' + TEXT.encode(), articles=1),
    Case("text/list.txt", "a text that starts like a list", b"[Updated] " + TEXT.encode(), articles=1),
]
