"""docs/release.md, written from the schema that every release file is made with."""

import duckdb

from etl.core import SQL

HEAD = """# Die Ausgabe als Datei

Diese Seite ist aus `etl/sql/schema/` erzeugt (`make docs`); `tests/test_release_schema.py` vergleicht beide.

Jede Ausgabe liegt unter `<Einrichtung>/releases/<id>/`, je Sicht eine DuckDB-Datei (`leitung.duckdb`, `rat.duckdb`).
`releases/CURRENT` nennt in einer Zeile die aktuelle Ausgabe, `releases/HISTORY` jede, die es einmal war.
Eine Ausgabe wird nie geändert. Zeiten sind UTC.

Zeiträume: `2026-10`, `2026-Q3`, `2026-H2`, `2026`, Schuljahr `2026/27`; ein Bestand trägt den Monat seines Stichtags.
Nicht gezeigt: Wert leer, Zeichen `g`. Berichtigt: Zeichen `r`. Was noch nicht vorliegt oder nicht sinnvoll ist, steht
nicht in `mart.cells` und hat in `mart.value` ein Zeichen (`…`, `x`, `-`).
"""


def render_release_doc() -> str:
    """Markdown with every table, its meaning and its columns."""
    with duckdb.connect() as con:
        for path in sorted((SQL / "schema").glob("*.sql")):
            con.execute(path.read_text(encoding="utf-8"))
        tables = con.execute(
            "select schema_name, table_name, comment from duckdb_tables() order by schema_name, table_name"
        ).fetchall()
        lines = [HEAD]
        for schema, table, comment in tables:
            lines += [f"## `{schema}.{table}`", "", comment or "", ""]
            lines += ["| Spalte | Typ | kann leer sein |", "|---|---|---|"]
            columns = con.execute(
                "select column_name, data_type, is_nullable from duckdb_columns()"
                " where schema_name = ? and table_name = ? order by column_index",
                [schema, table],
            ).fetchall()
            lines += [f"| `{name}` | {kind} | {'ja' if nullable else 'nein'} |" for name, kind, nullable in columns]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    print(render_release_doc(), end="")
