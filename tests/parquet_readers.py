#!/usr/bin/env python3
"""Do DuckDB, polars and pandas open the tables of a run as they are, and see the same in them?

    cargo build --release
    python3 tests/parquet_readers.py [RUN]

makes a virtual environment in target/readers, installs the readers into it, and checks RUN, or else a run of the samples
that it makes. It ends with 77 where the readers cannot be installed.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import venv

HERE = pathlib.Path(__file__).resolve().parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
PROGRAM = TARGET / "release" / "slantwise"
READERS = TARGET / "readers"
PACKAGES = ["duckdb==2.0.1", "polars==2.1.0", "pandas==3.1.1", "pyarrow==26.0.1"]

# The main rate's kind of hits, in the outlet's own voice.
MAIN_RATE = "voice IN ('own', 'insertion') AND part = 'body' AND NOT advisory AND NOT distanced AND intensity >= 2"


def main(arguments):
    installed = READERS / "installed"
    if not installed.exists() or installed.read_text() != " ".join(PACKAGES):
        install()
        installed.write_text(" ".join(PACKAGES))
    python = READERS / "bin" / "python"
    if pathlib.Path(sys.prefix).resolve() != READERS.resolve():
        os.execv(python, [python, __file__, *arguments])
    if arguments:
        return check(pathlib.Path(arguments[0]))
    with tempfile.TemporaryDirectory() as folder:
        score = [PROGRAM, "score", HERE.parent / "samples", "--quiet", "-o"]
        for tables in ["parquet", "jsonl", "csv"]:
            subprocess.run([*score, pathlib.Path(folder) / tables, "--format", tables], check=True)
        check(pathlib.Path(folder) / "parquet")
        check_text(pathlib.Path(folder))


def install():
    try:
        venv.create(READERS, with_pip=True, clear=True)
        subprocess.run([READERS / "bin" / "python", "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"not run: DuckDB, polars and pandas cannot be installed: {error}", file=sys.stderr)
        sys.exit(77)


def check(run):
    import duckdb
    import pandas
    import polars

    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    articles, hits, names = (str(run / f"{table}.parquet") for table in ("articles", "hits", "names"))
    one = lambda query: duckdb.sql(query).fetchall()[0][0]

    n_articles = one(f"SELECT count(*) FROM '{articles}'")
    assert n_articles == record["totals"]["articles"] > 0, n_articles
    by_duckdb = dict(duckdb.sql(f"SELECT outlet, count(*) FROM '{hits}' WHERE {MAIN_RATE} GROUP BY outlet").fetchall())
    assert by_duckdb

    frame = polars.read_parquet(hits)
    own = frame.filter(
        polars.col("voice").is_in(["own", "insertion"]) & (polars.col("part") == "body")
        & ~polars.col("advisory") & ~polars.col("distanced") & (polars.col("intensity") >= 2)
    )
    by_polars = dict(own.group_by("outlet").len().iter_rows())
    assert by_polars == by_duckdb, (by_polars, by_duckdb)

    table = pandas.read_parquet(hits)
    own = table[table.voice.isin(["own", "insertion"]) & (table.part == "body")
                & ~table.advisory & ~table.distanced & (table.intensity >= 2)]
    by_pandas = own.groupby("outlet").size().to_dict()
    assert by_pandas == by_duckdb, (by_pandas, by_duckdb)

    # The table of articles says the same, in its counts by voice.
    sums = pandas.read_parquet(articles)
    sums["own"] = sums.body_hits_own + sums.body_hits_insertion
    by_articles = {outlet: n for outlet, n in sums.groupby("outlet").own.sum().to_dict().items() if n}
    assert by_articles == by_duckdb, (by_articles, by_duckdb)

    # Types, lists and nested lists.
    schema = frame.schema
    assert schema["start"] == polars.UInt32 and schema["intensity"] == polars.UInt8 and schema["advisory"] == polars.Boolean
    assert schema["perspective"] == polars.List(polars.String), schema["perspective"]
    in_categories = one(f"SELECT sum(c.hits) FROM (SELECT unnest(categories) AS c FROM '{articles}')")
    in_body = one(f"SELECT count(*) FROM '{hits}' WHERE part = 'body' AND NOT distanced")
    assert in_categories == in_body > 0, (in_categories, in_body)
    assert len(pandas.read_parquet(names)) == polars.scan_parquet(names).select(polars.len()).collect().item() > 0

    # What made it.
    stamp = dict(duckdb.sql(f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{hits}')").fetchall())
    assert stamp["slantwise.schema"] == str(record["format"]), stamp
    assert stamp["slantwise.program"] == record["made"]["program"], stamp

    print(f"DuckDB {duckdb.__version__}, polars {polars.__version__}, pandas {pandas.__version__}: "
          f"{n_articles} articles, {len(table)} hits, the same in all three")


def check_text(runs):
    """The text tables hold what the Parquet ones do."""
    import duckdb

    csv = lambda name: f"read_csv('{runs}/csv/{name}.csv', header = true, all_varchar = true)"
    lines = lambda name: f"read_json('{runs}/jsonl/{name}.jsonl')"
    for table in ["articles", "hits", "names"]:
        ids = [duckdb.sql(f"SELECT id FROM {source}").fetchall()
               for source in [f"'{runs}/parquet/{table}.parquet'", csv(table), lines(table)]]
        assert ids[0] == ids[1] == ids[2] and ids[0], table
    categories = duckdb.sql(f"SELECT categories FROM {csv('articles')}").fetchall()
    expected = [json.loads(line)["categories"] for line in open(runs / "jsonl" / "articles.jsonl", encoding="utf-8")]
    assert [json.loads(cell) for (cell,) in categories] == expected


if __name__ == "__main__":
    main(sys.argv[1:])
