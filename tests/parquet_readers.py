"""Opens the tables of a run with DuckDB, polars and pandas, and checks that all three see the same.

    python3 -m venv venv && venv/bin/pip install duckdb polars pandas pyarrow
    slantwise score samples -o run && venv/bin/python tests/parquet_readers.py run
"""

import json
import sys
from pathlib import Path

import duckdb
import pandas
import polars

run = Path(sys.argv[1])
record = json.loads((run / "run.json").read_text())
articles, hits, names = (str(run / f"{table}.parquet") for table in ("articles", "hits", "names"))

# How many rows, and the hits of the main rate's kind in each outlet's own voice.
main_rate = "voice IN ('own', 'insertion') AND part = 'body' AND NOT advisory AND NOT distanced AND intensity >= 2"
by_duckdb = dict(duckdb.sql(f"SELECT outlet, count(*) FROM '{hits}' WHERE {main_rate} GROUP BY outlet").fetchall())
n_articles = duckdb.sql(f"SELECT count(*) FROM '{articles}'").fetchall()[0][0]
assert n_articles == record["totals"]["articles"], n_articles

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
types = dict(zip(*(polars.read_parquet(hits, n_rows=0).schema.names(), polars.read_parquet(hits, n_rows=0).schema.dtypes())))
assert types["start"] == polars.UInt32 and types["intensity"] == polars.UInt8 and types["advisory"] == polars.Boolean
assert types["perspective"] == polars.List(polars.String), types["perspective"]
in_categories = duckdb.sql(
    f"SELECT sum(c.hits) FROM (SELECT unnest(categories) AS c FROM '{articles}')"
).fetchall()[0][0]
in_body = duckdb.sql(f"SELECT count(*) FROM '{hits}' WHERE part = 'body' AND NOT distanced").fetchall()[0][0]
assert in_categories == in_body, (in_categories, in_body)
assert len(pandas.read_parquet(names)) == polars.scan_parquet(names).select(polars.len()).collect().item()

# What made it.
stamp = dict(duckdb.sql(f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{hits}')").fetchall())
assert stamp["slantwise.schema"] == str(record["format"]) and stamp["slantwise.program"] == record["made"]["program"]

print(f"DuckDB {duckdb.__version__}, polars {polars.__version__}, pandas {pandas.__version__}: "
      f"{n_articles} articles, {len(table)} hits, the same in all three")
