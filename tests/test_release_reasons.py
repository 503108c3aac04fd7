"""The words for rejected rows travel with the release of those who see rejected rows, and only with it."""

from pathlib import Path

from small_city import SmallCity, run_city

from dashboard import warehouse
from etl.contract.row_reasons import ROW


def test_the_closed_list_of_reasons_is_in_the_first_audience_only(tmp_path: Path) -> None:
    home, result = run_city(tmp_path / "home", SmallCity())
    release_id = warehouse.current_id(home.root)
    told = warehouse.operations(home.root, "leitung", release_id)
    assert set(told.reasons) == set(ROW)
    assert told.title("datum_unmoeglich") == ROW["datum_unmoeglich"].short
    assert told.reasons["datum_unmoeglich"].remedy == ROW["datum_unmoeglich"].remedy
    assert warehouse.operations(home.root, "rat", release_id).reasons == {}
    assert warehouse.releases(home.root, "leitung") == (release_id,)
    assert result.release_id == release_id
