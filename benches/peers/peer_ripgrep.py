"""ripgrep -o -w -i -F -f TERMS, over a file that has the text of an article in each line.

compare.py makes the two files beforehand, which is not timed: the longest term comes first, since ripgrep takes the first
that matches. So many terms in any case take it many times as long as with --no-unicode, by which a word ends at a letter
that is not ASCII. It knows no outlets."""

import subprocess
import sys


def main(rg, terms_path, lines_path, *options):
    search = [rg, "--only-matching", "--word-regexp", "--ignore-case", "--fixed-strings", *options, "--threads", "1"]
    search += ["--no-config", "--no-line-number", "--file", terms_path, lines_path]
    with subprocess.Popen(search, stdout=subprocess.PIPE) as found:
        hits = sum(block.count(b"\n") for block in iter(lambda: found.stdout.read(1 << 16), b""))
    with open(lines_path, "rb") as lines:
        print(hits, sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 16), b"")))


if __name__ == "__main__":
    main(*sys.argv[1:])
