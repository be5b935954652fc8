"""HTML: deep, broken, huge, and without an article."""

from .articles import PARAGRAPHS, page
from .case import Case, large

DEEP = "nested too deep: more than 512 levels"
NONE = {"page without an article": 1}


def nested(unit, levels, end=""):
    return large(lambda: page(within=unit * levels, behind=end * levels).encode())


CASES = [
    Case("html/good.html", "nothing wrong", page().encode(), articles=1),
    Case("html/empty.html", "no bytes", b"", skipped={"empty": 1}),
    Case("html/no-text.html", "nothing but tags", b"<html><head><title>x</title></head><body><div id=app></div></body></html>",
         skipped=NONE),
    Case("html/script.html", "nothing but a script", f"<html><script>{' '.join(PARAGRAPHS)}</script></html>".encode(), skipped=NONE),
    Case("html/text.html", "text without a tag", " ".join(PARAGRAPHS).encode(), articles=1),
    Case("html/cut.html", "a page cut within a tag", page().encode()[:-60] + b'<div class="', articles=1),
    Case("html/open-comment.html", "a comment that is never closed", page(before="<!-- ").encode(), skipped=NONE),
    Case("html/deep-div.html", "100,000 elements one in another", nested("<div>", 100_000), skipped={"nested too deep": 1}, says=DEEP),
    Case("html/deep-b.html", "100,000 marks of bold type", nested("<b>", 100_000), skipped={"nested too deep": 1}, says=DEEP),
    Case("html/deep-font.html", "format elements that a parser opens again in every paragraph",
         nested("<p><font size=7><b><i><u>", 20_000), skipped={"nested too deep": 1}),
    Case("html/deep-table.html", "20,000 tables one in another", nested("<table><tr><td>", 20_000), skipped={"nested too deep": 1}),
    Case("html/deep-svg.html", "a drawing of 100,000 levels", nested("<svg><g>", 50_000), skipped={"nested too deep": 1}),
    Case("html/500-div.html", "500 elements one in another", nested("<div>", 500, "</div>"), articles=1),
    Case("html/500-many.html", "500 elements one in another, and text in each of them",
         large(lambda: page(within="<div>The ferry sank, it was said, and the regime fell. " * 500).encode()), articles=1),
    Case("html/400-lists.html", "400 levels with a thousand paragraphs at the bottom",
         large(lambda: page(within="<div>" * 400 + f"<p>{PARAGRAPHS[0]}" * 1_000).encode()), articles=1),
    Case("html/many-b.html", "500 levels with 80,000 elements at the bottom",
         large(lambda: page(within="<div>" * 500 + "<b>x</b>" * 80_000).encode()), skipped={"nested too deep": 1},
         says="nested too deep: more than 8000000 elements, each counted as often as others are open around it"),
    Case("html/many-br.html", "the same with a million line breaks",
         large(lambda: page(within="<div>" * 500 + "x<br>" * 1_000_000).encode()), skipped={"nested too deep": 1}),
    Case("html/attributes.html", "a tag with 100,000 attributes",
         large(lambda: page(within="<div " + " ".join(f"a{n}=1" for n in range(100_000)) + ">").encode()),
         skipped={"tag with too many attributes": 1}),
    Case("html/ampersands.html", "a million ampersands", large(lambda: page(before="&" * 1_000_000).encode()), articles=1),
    Case("html/entities.html", "100,000 entities, of NUL and of what is no character",
         large(lambda: page(behind="<footer>" + "&#0;&#xd800;&#x110000;&#27;&nonsense;" * 20_000).encode()), articles=1),
    Case("html/less-than.html", "a million signs that begin no tag", large(lambda: page(before="< " * 500_000).encode()), articles=1),
    Case("html/nul.html", "NUL bytes in names and text", page(within="<p\0>a\0b</p>").encode(), articles=1),
    Case("html/long.html", "11 MB", large(lambda: page(within="<p>x</p>" * (11 << 17)).encode()), skipped={"page too long": 1}),
    Case("html/latin.html", "windows-1252 that says it is UTF-8",
         page(head="<meta charset=utf-8>", within="<p>The café was shut for a day.</p>").encode("cp1252"), articles=1),
    Case("html/wide.html", "UTF-16", page().encode("utf-16"), articles=1),
    Case("html/linked.html", "JSON-LD of 100,000 levels",
         page(head='<script type="application/ld+json">' + "[" * 100_000 + "</script>").encode(), articles=1),
    Case("html/date.html", "metadata that is no date, no name and no address",
         page(head='<meta property="article:published_time" content="99999-99-99"><meta name="author" content="' + "x" * 5_000
              + '"><link rel=canonical href="javascript:alert(1)">').encode(), articles=1),
    Case("html/script-open.html", "a script that is never closed behind the article", page(behind="<script>var a = '").encode(), articles=1),
    Case("html/select.html", "100,000 options", large(lambda: page(behind="<select>" + "<option>x" * 100_000).encode()), articles=1),
]
