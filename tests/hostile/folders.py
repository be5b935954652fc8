"""Folders: loops, pipes, names, and what may not be read."""

import os
import socket

from .articles import TEXT, line, record
from .case import Case, linked


def folder(make):
    """A folder that `make` fills."""
    def made(path):
        path.mkdir()
        make(path)
    return made


def text(path, name=b"good.txt"):
    with open(os.fsencode(path) + b"/" + name, "wb") as file:
        file.write(TEXT.encode())


def loop(path):
    text(path)
    (path / "down").mkdir()
    (path / "down" / "up").symlink_to("..")
    (path / "self.txt").symlink_to("self.txt")
    (path / "gone.txt").symlink_to("nowhere.txt")
    (path / "root").symlink_to("/")


def irregular(path):
    text(path)
    os.mkfifo(path / "pipe.txt")
    os.mkfifo(path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()
        os.chdir(path)
        server.bind("socket.txt")
        os.chdir(here)


def named(path):
    for name in [b"a\nb.txt", b"\x1b[31mred.txt", b"not\xffutf8.txt", b"-o.txt", b" .txt", b"\xe2\x80\xaegnp.txt", b"*.txt", b"a\\b.txt"]:
        text(path, name)
    text(path, b"x" * 251 + b".txt")


def bad_names(path):
    for name in [b"a\nb.jsonl", b"\x1b[31mred.jsonl", b"not\xffutf8.jsonl"]:
        with open(os.fsencode(path) + b"/" + name, "wb") as file:
            file.write(b"junk\n" + line())


def deep(path):
    here = os.getcwd()
    os.chdir(path)
    for _ in range(400):
        os.mkdir("deeper")
        os.chdir("deeper")
    text(os.getcwd())
    os.chdir(here)


def locked(path):
    text(path)
    text(path, b"locked.txt")
    (path / "locked.txt").chmod(0)
    (path / "locked").mkdir(mode=0o700)
    text(path / "locked")
    (path / "locked").chmod(0)


def kinds(path):
    text(path)
    text(path, b".hidden.txt")
    (path / "a.pdf").write_bytes(b"%PDF")
    (path / "other.csv").write_bytes(b"a,b\n1,2\n")
    (path / "records").write_bytes(record())
    (path / "folder.txt").mkdir()
    text(path / "folder.txt")


CASES = [
    Case("folder/loop", "links in a circle, to nowhere and to the root", folder(loop), articles=1, left_out={"symbolic link": 4}),
    Case("folder/irregular", "pipes and a socket by the names of texts", folder(irregular), articles=1, left_out={"no regular file": 3}),
    Case("folder/names", "names with line ends, escape codes, and bytes that are no text", folder(named), articles=9),
    Case("folder/bad-names", "bad records in files of such names", folder(bad_names), articles=3, skipped={"not JSON": 3},
         says="not\\xffutf8.jsonl: 1 not JSON"),
    Case("folder/deep", "400 folders one in another", folder(deep), articles=1),
    Case("folder/kinds", "hidden files, other kinds, a table of other things, a folder by the name of a text", folder(kinds), articles=3,
         left_out={"hidden": 1, "another kind": 1, "table without a text column": 1}),
    Case("folder/empty", "nothing in it", folder(lambda path: None), failed=1),
    Case("folder/locked", "a file and a folder that may not be read", folder(locked), articles=1, failed=2, unprivileged=True),
    Case("folder/gone.txt", "a file that is not there", lambda path: None, failed=1),
    Case("folder/broken-link.txt", "a link to nowhere", linked("nowhere"), failed=1),
    Case("folder/circle.txt", "a link to itself", linked("circle.txt"), failed=1),
    Case("folder/zero", "a device that never ends", linked("/dev/zero"), failed=1),
    Case("folder/pattern-*.txt", "a pattern that matches nothing", lambda path: None, failed=1),
    Case("folder/a\nb.txt", "a name with a line end, given", TEXT.encode(), articles=1),
    Case("folder/piped.jsonl", "junk from a pipe", b"junk\n" + line(), articles=1, skipped={"not JSON": 1}, piped=True),
]
