"""JSON: broken, deep, long, and of other types than a record has."""

from .articles import line, record, with_text
from .case import Case, large

MB = 1 << 20
TOO_LONG = "line too long: more than 64 MB"


def within(bad):
    """A line between two good ones."""
    return line(1) + bad + line(2)


def between(bad):
    """An element of a list between two good ones."""
    return b"[" + record(1) + b",\n" + bad + b",\n" + record(2) + b"]"


def deep(levels, last=b"1"):
    return b"[" * levels + last + b"]" * levels


CASES = [
    Case("json/junk.jsonl", "junk first, in the middle and last", b"junk\n" + line() + b"{}}\n" + line(1) + b'{"text": "x',
         articles=2, skipped={"not JSON": 3}, says="5 not JSON"),
    Case("json/all-junk.jsonl", "200,000 lines of junk", large(lambda: line() + b"junk\n" * 200_000 + line(1)), articles=2,
         skipped={"not JSON": 200_000}, says="200001 not JSON"),
    Case("json/blank.jsonl", "blank lines, CRLF, no last line end", b"\r\n \n" + line().rstrip() + b"\r\n\n\x0c\n" + record(1),
         articles=2),
    Case("json/returns.jsonl", "lines that end as on old Macs", line().rstrip() + b"\r" + record(1), skipped={"not JSON": 1}),
    Case("json/others.jsonl", "JSON that is no object", b'1\n"x"\nnull\ntrue\n[]\n' + line(), articles=1,
         skipped={"not an object": 5}, says="1 not an object"),
    Case("json/types.jsonl", "a text that is something else",
         line() + with_text(b"1") + with_text(b"{}") + with_text(b"[1]") + with_text(b"true"), articles=1,
         skipped={"field of the wrong type": 4}, says="2 field of the wrong type"),
    Case("json/null.jsonl", "a text that is null, empty or blank", with_text(b"null") + with_text(b'""') + with_text(b'" "') + line(),
         articles=1, skipped={"empty text": 3}),
    Case("json/twice.jsonl", "a text that is there twice", within(b'{"text": "a", "outlet": "b", "text": "c"}\n'), articles=2,
         skipped={"field given twice": 1}, says="2 field given twice: text"),
    Case("json/no-text.jsonl", "a record without a text", within(b'{"headline": "x", "\\u001b[31m": 1}\n'), articles=2,
         skipped={"no text field": 1}, says="2 no text field; the record has: headline, \\u{1b}[31m"),
    Case("json/numbers.jsonl", "numbers that no type holds",
         within(with_text(b'"We saw it.", "id": 1e999, "a": -0.0, "b": ' + b"9" * 4000)), articles=3),
    Case("json/escaped-nul.jsonl", "a NUL as an escape", within(with_text(b'"a\\u0000b"')), articles=2, skipped={"NUL byte": 1}),
    Case("json/deep.jsonl", "a million brackets", large(lambda: within(with_text(b'"x", "y": ' + deep(500_000)))), articles=2,
         skipped={"nested too deep": 1}, says="2 nested too deep: more than 128 levels"),
    Case("json/open-deep.jsonl", "a million brackets that are not closed",
         large(lambda: within(b'{"text": "x", "y": ' + b'{"a":' * 200_000 + b"\n")), articles=2, skipped={"nested too deep": 1}),
    Case("json/not-deep.jsonl", "as many levels as are let through", within(with_text(b'"We saw it.", "y": ' + deep(126))), articles=3),
    Case("json/long.jsonl", "a line of 65 MB, passed over without being held",
         large(lambda: line() + b'{"text": "' + b"x" * (65 * MB) + b'"}\n' + line(1)), articles=2, skipped={"line too long": 1},
         says="2 " + TOO_LONG),
    Case("json/endless.jsonl", "65 MB without a line end", large(lambda: line() + b"x" * (65 * MB)), articles=1,
         skipped={"line too long": 1}, says="2 " + TOO_LONG),
    Case("json/long-text.jsonl", "a text of 33 MB", large(lambda: within(with_text(b'"' + b"a " * (33 * MB // 2) + b'"'))), articles=2,
         skipped={"article too long": 1}, says="2 article too long: more than 32 MB"),
    Case("json/keys.jsonl", "100,000 fields in a record",
         large(lambda: within(b'{"text": "We saw it.", ' + b", ".join(b'"k%d": %d' % (n, n) for n in range(100_000)) + b"}\n")),
         articles=3),
    Case("json/cut.json", "an object that ends early", record()[:-3], skipped={"not JSON": 1}),
    Case("json/behind.json", "an object with junk behind it", record() + b" junk", skipped={"not JSON": 1}),
    Case("json/deep.json", "an object of a million levels", large(lambda: b'{"a":' * 1_000_000), skipped={"nested too deep": 1}),
    Case("json/long.json", "an object of 65 MB", large(lambda: b'{"text":\n"' + b"x" * (65 * MB) + b'"}'), skipped={"article too long": 1}),
    Case("json/empty.json", "an empty object", b"{}", skipped={"no text field": 1}),
    Case("json/empty-list.json", "an empty list", b"[]", skipped={"empty": 1}),
    Case("json/open-list.json", "a list without an end", b"[" + record() + b",\n" + record(1), articles=2,
         skipped={"list without an end": 1}),
    Case("json/cut-list.json", "a list cut within an element", b"[" + record() + b",\n" + record(1)[:30], articles=1,
         skipped={"not JSON": 1, "list without an end": 1}),
    Case("json/behind-list.json", "junk behind a list", b"[" + record() + b"] junk", articles=1, skipped={"something after a list": 1}),
    Case("json/junk-list.json", "junk in a list", between(b"junk"), articles=2, skipped={"not JSON": 1}, says="2 not JSON"),
    Case("json/open-string.json", "a string in a list that is not closed", between(b'{"text": "x}'), articles=2,
         skipped={"not JSON": 1}, says="2 not JSON"),
    Case("json/no-comma.json", "elements without a comma between them", b"[" + record() + b"\n" + record(1) + b"]", articles=2),
    Case("json/others.json", "a list of other things", b'[{"text": "We saw it."}, 1, null, [[]], "x"]', articles=1,
         skipped={"not an object": 4}),
    Case("json/deep-list.json", "an element of a million levels", large(lambda: between(deep(1_000_000))), articles=2,
         skipped={"nested too deep": 1}),
    Case("json/long-element.json", "an element of 65 MB", large(lambda: between(b'{"text": "' + b"x" * (65 * MB) + b'"}')), articles=2,
         skipped={"line too long": 1}, says="2 " + TOO_LONG),
    Case("json/brackets.json", "nothing but brackets", large(lambda: b"[" * 3_000_000),
         skipped={"nested too deep": 1, "list without an end": 1}),
]
