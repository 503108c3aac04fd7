"""What makes a paper reproducible, and the running numbers of its figures and tables."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version

from dashboard.exports.paper import Block, Grid, Origin, Section
from dashboard.records import Snapshot
from dashboard.settings import ASSETS

FONTS = ASSETS / "vendor" / "paper"
CHAPTER = 2


def origin(shown: Snapshot, catalogue_hash: str, blocks: Iterable[Block]) -> Origin:
    """Release, catalogue, definitions and audience of a paper, and the versions of Typst and fonts."""
    info = shown.info
    defined = "\n".join(sorted({f"{b.indicator} {b.definition}" for b in blocks}))
    return Origin(
        release_id=info.id,
        published_at=info.published_at,
        catalogue_hash=catalogue_hash,
        definitions=hashlib.sha256(defined.encode()).hexdigest()[:12],
        audience=info.audience,
        audience_title=shown.city.rights.audience(info.audience).title,
        k=info.k,
        data_as_of=info.data_as_of,
        example=info.example,
        typst=version("typst"),
        fonts=fonts(),
    )


@lru_cache(maxsize=1)
def fonts() -> str:
    """A hash of the fonts that papers are set in."""
    digest = hashlib.sha256()
    for file in sorted(FONTS.glob("*.ttf")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The same parts with "Abbildung 1", "Tabelle 1" before the captions, and chapters and blocks as 3 and 3.2."""
    figures = tables = chapters = 0
    found = []
    for section in sections:
        grids, blocks = [], []
        chapters += section.level == CHAPTER
        number = f"{chapters} " if section.level == CHAPTER else ""
        for grid in section.grids:
            tables += 1
            grids.append(_titled(grid, tables))
        for at, block in enumerate(section.blocks, start=1):
            figures += block.drawing is not None
            tables += block.table is not None
            caption = f"Abbildung {figures}: {block.caption}" if block.drawing else block.caption
            table = _titled(block.table, tables) if block.table else None
            title = f"{chapters}.{at} {block.title}" if number else block.title
            blocks.append(replace(block, title=title, caption=caption, table=table))
        found.append(replace(section, title=f"{number}{section.title}", grids=tuple(grids), blocks=tuple(blocks)))
    return tuple(found)


def _titled(grid: Grid, number: int) -> Grid:
    return replace(grid, caption=f"Tabelle {number}: {grid.caption}")
