"""German text of the interface -> English: exact texts, and forms with parts that are translated again."""

from collections import ChainMap
from collections.abc import Mapping

from dashboard.english import catalogue, findings, frame, help, notices, outlook, pages, secrecy, subjects, values

_EXACT = (frame, secrecy, notices, help, subjects, pages, outlook, values, catalogue)
TEXTS: Mapping[str, str] = ChainMap(*(dict(part.TEXTS) for part in _EXACT))
FORMS: tuple[tuple[str, str], ...] = (
    *notices.FORMS,
    *secrecy.FORMS,
    *findings.FORMS,
    *pages.FORMS,
    *outlook.FORMS,
    *values.FORMS,
)
