"""DuckDB: words of the text joined with a table of terms. Terms of several words are never found."""

import sys

import duckdb

from shared import terms


def main(terms_path, articles_path):
    database = duckdb.connect()
    database.execute("SET threads = 1")
    database.execute("CREATE TABLE terms (term VARCHAR)")
    values = ", ".join(f"('{term}')" for term in terms(terms_path))
    database.execute(f"INSERT INTO terms VALUES {values}")
    database.execute(
        """
        CREATE TABLE articles AS SELECT outlet, text FROM
            read_json($path, format = 'newline_delimited', columns = {outlet: 'VARCHAR', text: 'VARCHAR'})
        """,
        {"path": articles_path},
    )
    hits = database.execute(
        """
        WITH words AS (
            SELECT outlet, unnest(string_split_regex(lower(text), '[^a-z0-9]+')) AS word FROM articles
        )
        SELECT outlet, count(*) FROM words JOIN terms ON word = term GROUP BY outlet
        """
    ).fetchall()
    (n_articles,) = database.execute("SELECT count(*) FROM articles").fetchone()
    print(sum(n for _, n in hits), n_articles)


if __name__ == "__main__":
    main(*sys.argv[1:])
