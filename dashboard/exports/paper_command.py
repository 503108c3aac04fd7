"""The command `briefing`: a paper of a period written as files, a draft from the release or a released version."""

import errno
from dataclasses import dataclass
from pathlib import Path

from dashboard import desk
from dashboard.exports import paper_desk, paper_files
from dashboard.exports.briefing import PaperRefused, basis, compose
from dashboard.exports.paper import Paper

_REASONS = {
    errno.EACCES: "keine Berechtigung",
    errno.EPERM: "keine Berechtigung",
    errno.EROFS: "nur lesbar",
    errno.ENOSPC: "kein Platz mehr",
    errno.EEXIST: "dort liegt eine Datei",
    errno.ENOTDIR: "ein Teil des Weges ist eine Datei",
    errno.ENOENT: "der Ordner lässt sich nicht anlegen",
}


@dataclass(frozen=True)
class Order:
    """What was asked for; no `forms` are all, no `release` is the current one, `version` 0 is none of the desk."""

    home: Path
    paper: str
    period: str
    audience: str
    out: Path
    forms: tuple[str, ...] = ()
    release: str = ""
    version: int = 0


@dataclass(frozen=True)
class Written:
    """What the paper is called and the files it was written to."""

    title: str
    files: tuple[Path, ...]


def write(order: Order) -> Written:
    """Write the files; raises PaperRefused, FormatUnknown, PdfRefused or BrokenRelease, and then nothing is written."""
    paper = _kept(order) if order.version else _drawn(order)
    try:
        files = paper_files.write(paper, order.out, order.forms or paper_files.FORMATS)
    except OSError as error:
        why = _REASONS.get(error.errno or 0, error.strerror)
        raise PaperRefused(
            f"In „{order.out}“ kann nicht geschrieben werden ({why}). Mit --out einen anderen Ordner nennen."
        ) from error
    return Written(f"{paper.title}, {paper.period_text}", files)


def _drawn(order: Order) -> Paper:
    """The paper as its texts on the desk and the release make it now."""
    found = basis(order.home, order.audience, order.release or None)
    plan = found.briefing(order.paper)
    wish, _ = paper_desk.draft(order.home, plan.id, order.period)
    last = paper_desk.last_released(order.home, plan, order.period, order.audience)
    return compose(found, plan, wish, last)


def _kept(order: Order) -> Paper:
    """A frozen version, word for word; no release is read for it."""
    name = paper_desk.name_of(order.paper, order.period)
    version = desk.kept(order.home, paper_desk.PAPERS, name, order.version)
    paper = paper_desk.content(version) if version is not None else None
    if version is None or paper is None or version.body["audience"] != order.audience:
        raise PaperRefused(
            f"Eine geprüfte oder freigegebene Fassung {order.version} von „{order.paper}“ für {order.period} "
            f"und die Sicht „{order.audience}“ liegt nicht auf dem Schreibtisch."
        )
    return paper
