"""liwc: a .dic dictionary looked up for each token. Terms of several words are never found."""

import re
import sys
import tempfile

import liwc

from shared import count, terms


def main(terms_path, articles_path):
    with tempfile.NamedTemporaryFile("w", suffix=".dic", encoding="utf-8") as dic:
        dic.write("%\n1\tterms\n%\n" + "".join(f"{term}\t1\n" for term in terms(terms_path)))
        dic.flush()
        parse, _ = liwc.load_token_parser(dic.name)
    words = re.compile(r"\w+")

    def hits_of(text):
        return sum(1 for word in words.finditer(text.lower()) for _ in parse(word.group()))

    count(articles_path, hits_of)


if __name__ == "__main__":
    main(*sys.argv[1:])
