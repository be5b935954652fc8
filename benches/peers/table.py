"""Which peers are there, what does their count mean, and what do we want to be against them?"""

from typing import NamedTuple

# What the hits of a peer may be, seen from ours: every use of a term as whole words, the longest where they overlap.
SAME = "the same"
MORE = "at least ours"
FEWER = "at most ours"
OTHER = "something else"


class Peer(NamedTuple):
    name: str
    # What pip installs, if anything, and the script that runs it.
    packages: tuple
    script: str
    # How many times its speed is the bar for `profile`.
    bar: float
    # What its count must be, and why it is not ours.
    hits: str
    because: str = ""
    # Articles that are enough: so slow is it. All of them if there is no number.
    articles: int | None = None
    # What its script is given beside terms and articles.
    options: tuple = ()


PEERS = [
    Peer("polars extract_many", ("polars==2.1.0",), "peer_polars.py", 1, MORE, "terms inside words count"),
    Peer("ahocorasick_rs, word check", ("ahocorasick_rs==1.0.3",), "peer_ahocorasick_rs.py", 1.5, SAME),
    Peer("pyahocorasick, word check", ("pyahocorasick==2.3.1",), "peer_pyahocorasick.py", 2.5, SAME),
    Peer("DuckDB, words joined", ("duckdb==2.0.1",), "peer_duckdb.py", 3, FEWER, "terms of one word only"),
    # As one types it, and as it is fastest.
    Peer("ripgrep -o -w -i -F -f", (), "peer_ripgrep.py", 4, SAME, articles=300),
    Peer("ripgrep --no-unicode -o -w -i -F -f", (), "peer_ripgrep.py", 4, SAME, options=("--no-unicode",)),
    Peer("flashtext", ("flashtext==2.7",), "peer_flashtext.py", 11, SAME, articles=3000),
    Peer("liwc", ("liwc==0.5.0",), "peer_liwc.py", 11, FEWER, "terms of one word only", 3000),
    Peer(
        "scikit-learn CountVectorizer",
        ("scikit-learn==1.9.1",),
        "peer_scikit_learn.py",
        20,
        MORE,
        "terms within longer ones count",
        2000,
    ),
    Peer("spaCy PhraseMatcher", ("spacy==3.8.18",), "peer_spacy.py", 32, MORE, "terms within longer ones count", 1000),
    Peer("Empath", ("empath==0.89",), "peer_empath.py", 70, FEWER, "one word, no punctuation beside it, small letters", 500),
    Peer("VADER", ("vaderSentiment==3.3.2",), "peer_vader.py", 350, OTHER, "texts with a negative score", 100),
    Peer("Python re, one alternation", (), "peer_re.py", 280, SAME, articles=100),
]

# Those that need more than pip.
NOT_RUN = {"quanteda": "needs R"}
