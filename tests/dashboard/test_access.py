"""Roles decide what is read; rights come from the catalogue; only the public file leaves the machine."""

from pathlib import Path

import pytest

from dashboard import settings
from dashboard.access import AccessRefused, access_for, check_host
from etl.catalogue.access import Audience, Rights, Role

RIGHTS = Rights(
    audiences=(Audience(id="leitung", title="Leitung", k=3), Audience(id="rat", title="Rat", k=5)),
    roles=(
        Role(id="beauftragte", title="Beauftragte", audience="leitung", rights=("vorlagen",)),
        Role(id="analyse", title="Auswertung", audience="leitung", rights=("betriebsdaten",)),
        Role(id="oeffentlich", title="Öffentlichkeit", audience="rat"),
    ),
)


def test_local_work_has_the_most_detailed_file_and_both_rights() -> None:
    access = access_for(RIGHTS, "lokal")
    assert access.audience.id == "leitung"
    assert access.rights == {"vorlagen", "betriebsdaten"}


def test_a_role_has_its_own_audience_and_rights() -> None:
    assert access_for(RIGHTS, "analyse").rights == {"betriebsdaten"}
    assert access_for(RIGHTS, "oeffentlich").audience.id == "rat"
    with pytest.raises(AccessRefused, match="analyse, beauftragte, oeffentlich"):
        access_for(RIGHTS, "admin")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
@pytest.mark.parametrize("role", ["lokal", "analyse", "oeffentlich"])
def test_every_role_may_be_served_on_this_machine(role: str, host: str) -> None:
    check_host(host, access_for(RIGHTS, role), RIGHTS)


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.1", "::", "cockpit.example"])
def test_beyond_this_machine_only_the_public_file_is_served(host: str) -> None:
    check_host(host, access_for(RIGHTS, "oeffentlich"), RIGHTS)
    for role in ("lokal", "analyse", "beauftragte"):
        with pytest.raises(AccessRefused, match="nur auf diesem Rechner"):
            check_host(host, access_for(RIGHTS, role), RIGHTS)


def test_rights_are_read_from_the_catalogue() -> None:
    rights = settings.read_rights(settings.city_file())
    assert [audience.id for audience in rights.audiences] == ["leitung", "rat"]
    assert access_for(rights, "lokal").rights == {"vorlagen", "betriebsdaten"}


@pytest.mark.parametrize("text", [None, "name: Halle", "rights: {audiences: [], roles: []}", "rights: [", "- 1"])
def test_unreadable_rights_stop_the_start(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "city.yaml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(settings.SettingsInvalid, match="Rollen und Rechte"):
        settings.read_rights(file)


def test_the_catalogue_may_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIM_CATALOGUE", str(tmp_path))
    assert settings.city_file() == tmp_path / "city.yaml"
