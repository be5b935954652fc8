"""What is one file of the corpus, and what must the program make of it?"""

import dataclasses
import pathlib


@dataclasses.dataclass
class Case:
    # Its path within the corpus, which the program is given.
    name: str
    # What is wrong with it, in a few words.
    what: str
    # Its bytes, or what makes it at a path.
    make: object
    # How many articles are scored.
    articles: int = 0
    # How many records are skipped, by reason, as `run.json` has them.
    skipped: dict = dataclasses.field(default_factory=dict)
    # What must be said of one of the skipped records: its line, if it has one, and the start of its reason.
    says: str = ""
    # How many inputs could not be read at all: then the exit code is 2.
    failed: int = 0
    # What is left out of it uncounted as a record: files of a folder, records of an archive.
    left_out: dict = dataclasses.field(default_factory=dict)
    # What the program is given beside the path. Such a case is not among those that are read together.
    options: tuple = ()
    # Whether only a user who is not root is refused.
    unprivileged: bool = False
    # Whether it is read from standard input.
    piped: bool = False

    def write(self, corpus):
        path = corpus / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(self.make):
            made = self.make(path)
            if made is None:
                return
            path.write_bytes(made)
        else:
            path.write_bytes(self.make)

    @property
    def is_alone(self):
        return bool(self.options or self.unprivileged or self.piped)


def large(make):
    """Bytes that are made only when they are written."""
    return lambda path: make()


def linked(target):
    """A symbolic link."""
    return lambda path: path.symlink_to(pathlib.Path(target))
