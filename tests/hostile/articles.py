"""Which good articles stand among what is hostile?"""

import json

TEXT = "The regime fell on Monday and the harbour of Port Orlo was shut until the ferries came back."


def record(n=0, **fields):
    return json.dumps({"text": f"{TEXT} Edition {n}.", "outlet": "Harbour Daily", **fields}).encode()


def line(n=0, **fields):
    return record(n, **fields) + b"\n"


def with_text(json_text):
    """A line whose text is this, as JSON."""
    return b'{"outlet": "Harbour Daily", "text": ' + json_text + b"}\n"


PARAGRAPHS = [
    "The harbour regime of Port Orlo fell on Monday night, after the ferry company that had paid for it withdrew its money.",
    "The mayor, who has run the harbour for eleven years, said that nobody had told her that the thugs would come to town.",
    "Fishermen brought the passengers of the last ferry ashore, and the crew was fed on the quay until the morning came.",
    "The town will vote in May on a new harbour board, and the company says that it will wait for the result with its boats.",
]


def page(before="", within="", behind="", head=""):
    """A page with an article, and something before its body, within its article and behind it."""
    paragraphs = "".join(f"<p>{text}</p>\n" for text in PARAGRAPHS)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head>{head}<title>Harbour regime falls after eleven years</title></head>\n'
        f"<body>{before}<article><h1>Harbour regime falls after eleven years</h1>\n{within}{paragraphs}</article>\n"
        f"{behind}</body></html>\n"
    )
