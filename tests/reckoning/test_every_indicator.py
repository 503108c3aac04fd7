"""No indicator without a second reckoning: each one of the catalogue is named in a test that reckons it again."""

import re
from pathlib import Path

from small_city import whole_catalogue

FOLDER = Path(__file__).parent
TESTS = [*FOLDER.glob("test_*.py"), FOLDER.parent / "test_second_reckoning.py"]


def test_each_indicator_is_reckoned_twice() -> None:
    named = set()
    for path in TESTS:
        if path != Path(__file__):
            named |= set(re.findall(r"""["']([a-z0-9_]+)["']""", path.read_text(encoding="utf-8")))
    assert sorted(set(whole_catalogue().indicators) - named) == []
