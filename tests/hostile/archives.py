"""Web archives: records whose length is wrong, bodies that do not unpack, members that are damaged."""

import bz2
import gzip
import lzma
import zlib

from .articles import PARAGRAPHS, page
from .case import Case, large
from .zstd import HEAD, frame, repeated

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def record(kind, body, headers=b"", length=None):
    head = b"WARC/1.0\r\nWARC-Type: " + kind + b"\r\n" + headers
    return head + b"Content-Length: %d\r\n\r\n" % (len(body) if length is None else length) + body + b"\r\n\r\n"


def response(body=None, head=OK, **stated):
    body = page().encode() if body is None else body
    headers = b"WARC-Target-URI: https://www.harbour.example/1\r\nContent-Type: application/http; msgtype=response\r\n"
    return record(b"response", head + b"\r\n" + body, headers, **stated)


def packed(encoding, body):
    return response(body, OK + b"Content-Encoding: " + encoding + b"\r\n")


def brotli(text):
    """One block that is stored as it is (RFC 7932, section 9.2), and the empty one that ends it."""
    return (len(text) - 1 << 4 | 1 << 20).to_bytes(3, "little") + text + b"\x03"


GOOD = response()
INFO = record(b"warcinfo", b"software: x\r\n")


def between(bad):
    return INFO + GOOD + bad + GOOD


def members(bad):
    """An archive of a member a record, one of them something else."""
    return gzip.compress(INFO) + gzip.compress(GOOD) + bad + gzip.compress(GOOD)


def damaged(member):
    """A member with wrong bytes in its middle."""
    middle = len(member) // 2
    return member[:middle] + bytes(byte ^ 0x55 for byte in member[middle:middle + 8]) + member[middle + 8:]


def one(name, what, bad, skipped, says="", articles=2):
    return Case(f"warc/{name}.warc", what, between(bad), articles=articles, skipped=skipped, says=says, left_out={"warcinfo": 1})


def member(name, what, bad, skipped, says="", articles=2):
    return Case(f"warc/{name}.warc.gz", what, members(bad), articles=articles, skipped=skipped, says=says, left_out={"warcinfo": 1})


BROKEN = {"damaged WARC record": 1}
CUT = {"page cut short": 1}
PAGE = page().encode()

CASES = [
    one("good", "nothing wrong", GOOD, {}, articles=3),
    one("short-length", "a length that is too small", response(length=10), BROKEN, "3 damaged WARC record: its length is wrong"),
    one("long-length", "a length that reaches into the next record", response(length=len(PAGE) + 300), BROKEN, "3 damaged WARC record"),
    one("huge-length", "a length of ten megabytes", response(length=10_000_000), BROKEN, "3 damaged WARC record: it is shorter"),
    one("endless-length", "a length that no machine holds", response(length=10 ** 30), BROKEN),
    one("negative-length", "less than no bytes", response(length=-1), BROKEN),
    one("junk", "junk between records", b"junk\n", BROKEN, "3 damaged WARC record: no record starts here"),
    one("long-head", "a head of 300 KB", b"WARC/1.0\r\n" + b"a: b\r\n" * 50_000 + b"\r\n", BROKEN),
    one("no-http", "no head of HTTP", response(head=b"nonsense\r\n"), BROKEN),
    one("half-page", "a server that said more than it sent", response(head=OK + b"Content-Length: 99999\r\n"), CUT),
    one("gzip", "a body in gzip", packed(b"gzip", gzip.compress(PAGE)), {}, articles=3),
    one("deflate", "a body in deflate", packed(b"deflate", zlib.compress(PAGE)), {}, articles=3),
    one("zstd", "a body in zstd", packed(b"zstd", frame(PAGE)), {}, articles=3),
    one("cut-gzip", "half a body in gzip", packed(b"gzip", gzip.compress(PAGE)[:-20]), CUT),
    one("cut-zstd", "half a body in zstd", packed(b"zstd", frame(PAGE)[:-200]), CUT),
    one("br", "a body in brotli", packed(b"br", brotli(PAGE)), {}, articles=3),
    one("cut-br", "half a body in brotli, which nothing tells", packed(b"br", brotli(PAGE)[:-200]), {"page not unpacked": 1}),
    one("no-br", "bytes that are no brotli", packed(b"br", b"\xff" * 40), {"page not unpacked": 1}, "3 page not unpacked: br"),
    one("left-br", "a head that says brotli, left behind by a crawler that unpacked", packed(b"br", PAGE), {}, articles=3),
    one("zstd-bomb", "a body in zstd of 4 GB", packed(b"zstd", repeated(b"a", 4 << 30)), {"page too long": 1}),
    one("unknown-packing", "a body packed as nobody does", packed(b"\x1b[31mlzw", b"\xff" * 40), {"page not unpacked": 1},
        "3 page not unpacked: \\u{1b}[31mlzw"),
    one("bad-chunks", "chunks that are none", response(b"zz\r\n" + PAGE[1:], OK + b"Transfer-Encoding: chunked\r\n"),
        {"page not unpacked": 1}),
    one("huge-chunk", "a chunk longer than memory", response(b"ffffffffffffffff\r\nabc", OK + b"Transfer-Encoding: chunked\r\n"), CUT),
    one("no-text", "a page without an article", response(b"<html></html>"), {"page without an article": 1}),
    one("nul", "a text with a NUL", record(b"conversion", b"a\0b", b"Content-Type: text/plain\r\n"), {"NUL byte": 1}),
    Case("warc/gzip-bomb.warc", "a body in gzip of 200 MB", large(lambda: between(packed(b"gzip", gzip.compress(bytes(200 << 20))))),
         articles=2, skipped={"page too long": 1}, left_out={"warcinfo": 1}),
    Case("warc/cut.warc", "a file cut within a record", INFO + GOOD + GOOD[:-200], articles=1, skipped=BROKEN,
         says="3 damaged WARC record: it is shorter than its length", left_out={"warcinfo": 1}),
    Case("warc/nothing.warc", "no captured page", INFO * 3, left_out={"warcinfo": 3}),
    Case("warc/noise.warc", "the name of an archive, and noise", bytes(range(1, 256)) * 100, skipped=BROKEN),
    Case("warc/good.wet", "texts that were made of pages",
         record(b"conversion", " ".join(PARAGRAPHS).encode(), b"Content-Type: text/plain\r\n") * 2, articles=2),
    member("good", "a member a record", gzip.compress(GOOD), {}, articles=3),
    member("damaged-member", "a member damaged in its middle", damaged(gzip.compress(GOOD)), {"damaged archive": 1}, "3 damaged archive"),
    member("damaged-members", "two of them", damaged(gzip.compress(GOOD)) * 2, {"damaged archive": 2}),
    member("bad-sum", "a member with a wrong checksum", gzip.compress(GOOD)[:-8] + bytes(4) + gzip.compress(GOOD)[-4:], {"damaged archive": 1}),
    member("cut-member", "a member that ends early, and another behind it", gzip.compress(GOOD)[:-30], {"damaged archive": 1}),
    member("junk-member", "junk between members", b"junk" * 10, {"bytes after an archive": 1}),
    member("member-bomb", "a member of 300 MB of zeros", gzip.compress(b"WARC/1.0\r\n") + gzip.compress(bytes(300 << 20)), {"decompression bomb": 1, **BROKEN}),
    Case("warc/cut.warc.gz", "a file cut within a member", (gzip.compress(GOOD) * 3)[:-30], articles=2, skipped={"archive cut short": 1},
         says="3 archive cut short"),
    Case("warc/one-member.warc.gz", "all records in one member", gzip.compress(between(GOOD)), articles=3, left_out={"warcinfo": 1}),
    *(Case(f"warc/damaged.warc.{ending}", f"in {ending}, a member a record, one of them damaged",
           pack(INFO) + pack(GOOD) + wrong + pack(GOOD), articles=2, skipped={"damaged archive": 1}, left_out={"warcinfo": 1})
      for ending, pack, wrong in [("bz2", bz2.compress, damaged(bz2.compress(GOOD))), ("xz", lzma.compress, damaged(lzma.compress(GOOD))),
                                  ("zst", frame, HEAD + b"\xff" * 8 + frame(GOOD)[14:])]),
    Case("warc/good.warc.bz2", "in bzip2", bz2.compress(between(GOOD)), articles=3, left_out={"warcinfo": 1}),
    Case("warc/cut.warc.bz2", "in bzip2, cut", bz2.compress(INFO + GOOD) + bz2.compress(GOOD)[:-20], articles=1,
         skipped={"archive cut short": 1}, left_out={"warcinfo": 1}),
    Case("warc/good.warc.xz", "in xz", lzma.compress(between(GOOD)), articles=3, left_out={"warcinfo": 1}),
    Case("warc/cut.warc.xz", "in xz, cut", lzma.compress(INFO + GOOD) + lzma.compress(GOOD)[:-200], articles=1,
         skipped={"archive cut short": 1}, left_out={"warcinfo": 1}),
    Case("warc/good.warc.zst", "in zstd, a frame a record", frame(INFO) + frame(GOOD) * 3, articles=3, left_out={"warcinfo": 1}),
]
