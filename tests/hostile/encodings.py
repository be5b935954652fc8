"""Character sets: said wrongly, not said, and broken."""

from .articles import TEXT, line, record, with_text
from .case import Case

ACCENTED = TEXT + " The café of the señor closed, and nobody in the façade was naïve."
HEADER = "title,text,outlet\n"
ROW = f"Café,{TEXT},Harbour Daily\n"

CASES = [
    Case("set/utf8-mark.txt", "a byte order mark of UTF-8", b"\xef\xbb\xbf" + TEXT.encode(), articles=1),
    Case("set/utf16-little.txt", "UTF-16 with its mark", TEXT.encode("utf-16"), articles=1),
    Case("set/utf16-big.txt", "UTF-16 the other way round", b"\xfe\xff" + TEXT.encode("utf-16-be"), articles=1),
    Case("set/utf32.txt", "UTF-32 with its mark", TEXT.encode("utf-32"), articles=1),
    Case("set/no-mark-little.txt", "UTF-16 without a mark", TEXT.encode("utf-16-le"), articles=1),
    Case("set/no-mark-big.txt", "the same the other way round", TEXT.encode("utf-16-be"), articles=1),
    Case("set/odd.txt", "UTF-16 cut within a character", TEXT.encode("utf-16")[:-1], skipped={"not UTF-8": 1}),
    Case("set/half-pair.txt", "UTF-16 with half a pair in it", (TEXT + "\ud800 x").encode("utf-16", "surrogatepass"),
         skipped={"not UTF-8": 1}),
    Case("set/latin.txt", "windows-1252", ACCENTED.encode("cp1252"), articles=1),
    Case("set/cut.txt", "UTF-8 cut within a character", (ACCENTED + "é").encode()[:-1], skipped={"not UTF-8": 1},
         says="1 not UTF-8"),
    Case("set/surrogates.txt", "surrogates as UTF-8 would write them", (ACCENTED * 2 + "\ud83d\udea2").encode("utf-8", "surrogatepass"),
         skipped={"not UTF-8": 1}),
    Case("set/overlong.txt", "a slash in two bytes", ACCENTED.encode() + b"\xc0\xaf", skipped={"not UTF-8": 1}),
    Case("set/mark-only.txt", "a byte order mark and nothing else", b"\xef\xbb\xbf", skipped={"empty": 1}),
    Case("set/wide-mark-only.txt", "the same of UTF-16", b"\xff\xfe", skipped={"empty": 1}),
    Case("set/marked.jsonl", "a mark before JSON Lines", b"\xef\xbb\xbf" + line() + line(1), articles=2),
    Case("set/wide.jsonl", "JSON Lines in UTF-16", (line() + line(1)).decode().encode("utf-16"), articles=2),
    Case("set/latin.jsonl", "one line in Latin-1", line() + with_text(f'"{ACCENTED}"'.encode("latin-1")) + line(1), articles=2,
         skipped={"not UTF-8": 1}, says="2 not UTF-8"),
    Case("set/nul.jsonl", "NUL bytes within a line and between lines",
         line() + b"\0\0\n" + with_text(b'"a\0b"') + line(1), articles=2, skipped={"not JSON": 2}, says="2 not JSON"),
    Case("set/surrogate.jsonl", "lone surrogates as escapes", line() + with_text(b'"x \\ud83d y"') + with_text(b'"x \\udea2 y"') + line(1),
         articles=2, skipped={"not JSON": 2}, says="2 not JSON"),
    Case("set/wide.json", "one object in UTF-16", record().decode().encode("utf-16"), articles=1),
    Case("set/latin.csv", "a table in windows-1252", (HEADER + ROW * 3).encode("cp1252"), articles=3),
    Case("set/wide.csv", "a table in UTF-16", (HEADER + ROW * 3).encode("utf-16"), articles=3),
    Case("set/marked.csv", "a mark before the header", b"\xef\xbb\xbf" + (HEADER + ROW).encode(), articles=1),
]
