"""gzip, zstd, bzip2 and xz: cut, damaged, with junk behind them, and bombs."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib

from .articles import TEXT, line, page, record
from .case import Case, large
from .zstd import HEAD, frame, repeated

MB = 1 << 20
LINES = b"".join(line(n) for n in range(3))
SEVEN = b"".join(line(n) for n in range(7))
WAYS = {"gz": gzip.compress, "zst": frame, "bz2": bz2.compress, "xz": lzma.compress}
# The line within which it is given up is one more.
BOMB = {"decompression bomb": 1, "not JSON": 1}


def damaged(ending, packed):
    """With wrong bytes in the middle. Frames of zstd as they are made here have no checksum, so that it is a block that is wrong."""
    middle = len(HEAD) if ending == "zst" else len(packed) // 2
    return packed[:middle] + b"\xff" * 8 + packed[middle + 8:]


def zeros(ending):
    if ending == "zst":
        return repeated(b"0", 256 * MB)
    if ending == "gz":
        return gzip.compress(b"0" * (256 * MB), 9)
    return WAYS[ending](b"0" * (64 * MB))


def cases(ending, pack):
    name = lambda what: f"packed/{what}.{ending}"
    yield Case(name("good.jsonl"), "nothing wrong", pack(LINES), articles=3)
    yield Case(name("two.jsonl"), "two members, and an empty one between them", pack(LINES) + pack(b"") + pack(LINES), articles=6)
    # What is cut off a frame of zstd is text, of the others a checksum.
    half = {"not JSON": 1} if ending == "zst" else {}
    yield Case(name("cut.jsonl"), "cut near its end", pack(LINES) + pack(LINES)[:-6], articles=6 - len(half),
               skipped={"archive cut short": 1, **half})
    yield Case(name("first.jsonl"), "its first bytes and no more", pack(LINES)[:8], skipped={"archive cut short": 1})
    if ending == "gz":
        # Blocks that are stored as they are, so that all is text up to the checksum.
        wrong = gzip.compress(SEVEN, 0)[:-8] + bytes(4) + gzip.compress(SEVEN, 0)[-4:]
        yield Case(name("damaged.jsonl"), "a wrong checksum", pack(LINES) + wrong, articles=10, skipped={"damaged archive": 1})
    else:
        yield Case(name("damaged.jsonl"), "damaged in the middle", pack(LINES) + damaged(ending, pack(SEVEN)), articles=3,
                   skipped={"damaged archive": 1})
    yield Case(name("behind.jsonl"), "junk behind it", pack(LINES) + b"junk behind it", articles=3, skipped={"bytes after an archive": 1})
    yield Case(name("zeros-behind.jsonl"), "zeros behind it", pack(LINES) + bytes(16), articles=3,
               skipped={} if ending == "xz" else {"bytes after an archive": 1})
    yield Case(name("nothing.txt"), "nothing in it", pack(b""), skipped={"empty": 1})
    yield Case(name("page.html"), "a page", pack(page().encode()), articles=1)
    yield Case(name("half-page.html"), "half a page, which is no article", pack(page().encode())[:-9], skipped={"archive cut short": 1})
    yield Case(name("bomb.jsonl"), "many megabytes of zeros in a few kilobytes", large(lambda: pack(line()) + zeros(ending)),
               articles=1, skipped=BOMB)
    yield Case(name("no-name"), "a name that does not say what is in it", pack(LINES), articles=3)


def greedy(packed):
    """xz whose first block says that it needs a dictionary of 4 GB."""
    head = packed[12:16] + b"\x28" + packed[17:20]
    return packed[:12] + head + zlib.crc32(head).to_bytes(4, "little") + packed[24:]


def zipped():
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("a.txt", TEXT)
    return into.getvalue()


def tarred():
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return into.getvalue()


CASES = [
    *(case for ending, pack in WAYS.items() for case in cases(ending, pack)),
    Case("packed/nested.jsonl.gz", "gzip within gzip", gzip.compress(gzip.compress(LINES)), skipped={"archive not unpacked": 1}),
    Case("packed/mixed.jsonl.gz", "xz within gzip", gzip.compress(lzma.compress(LINES)), skipped={"archive not unpacked": 1}),
    Case("packed/quine.jsonl.gz", "gzip five times", gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(LINES))))),
         skipped={"archive not unpacked": 1}),
    Case("packed/tar.jsonl.gz", "a tar within gzip", gzip.compress(tarred()), skipped={"archive not unpacked": 1}),
    Case("packed/zip.jsonl", "a zip by another name", zipped(), skipped={"archive not unpacked": 1}),
    Case("packed/parquet.gz", "Parquet within gzip", gzip.compress(b"PAR1" + LINES), skipped={"archive not unpacked": 1}),
    Case("packed/memory.jsonl.xz", "xz that asks for 4 GB", greedy(lzma.compress(LINES)), skipped={"damaged archive": 1}),
    Case("packed/window.jsonl.zst", "zstd that asks for 2 GB", HEAD[:5] + b"\xa8" + frame(LINES)[6:], skipped={"damaged archive": 1}),
    Case("packed/sentence.txt.gz", "a text that was cut, which is no article", gzip.compress(TEXT.encode())[:-4],
         skipped={"archive cut short": 1}),
    Case("packed/lies.txt.gz", "a name that lies", TEXT.encode(), articles=1),
    Case("packed/many.jsonl.gz", "30,000 members of a few bytes", large(lambda: gzip.compress(b"") * 30_000 + gzip.compress(record())), articles=1),
    Case("packed/blank-bomb.jsonl.gz", "a line, then 256 MB of line ends", large(lambda: gzip.compress(line() + b"\n" * (256 * MB), 9)),
         articles=1, skipped={"decompression bomb": 1}),
]
