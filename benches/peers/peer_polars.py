"""polars: str.extract_many on a column. It knows no words: a term inside a word is a hit."""

import sys

import polars

from shared import terms


def main(terms_path, articles_path):
    schema = {"outlet": polars.String, "text": polars.String}
    found = polars.col("text").str.extract_many(terms(terms_path), ascii_case_insensitive=True, leftmost=True)
    by_outlet = (
        polars.scan_ndjson(articles_path, schema=schema)
        .group_by("outlet")
        .agg(found.list.len().sum().alias("hits"), polars.len().alias("articles"))
        .collect()
    )
    print(by_outlet["hits"].sum(), by_outlet["articles"].sum())


if __name__ == "__main__":
    main(*sys.argv[1:])
