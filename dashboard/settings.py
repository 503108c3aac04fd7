"""The only reader of the environment, and of roles and rights in `city.yaml`."""

import os
from pathlib import Path

import yaml
from pydantic import ValidationError

from etl.catalogue.access import Rights

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"


class SettingsInvalid(Exception):
    """The environment or `city.yaml` does not allow a start; the text is a German sentence."""


def city_file() -> Path:
    """Where roles and rights are declared: below `KIM_CATALOGUE`, else below the catalogue of this checkout."""
    folder = os.environ.get("KIM_CATALOGUE")
    return (Path(folder) if folder else ROOT / "data" / "catalogue") / "city.yaml"


def read_rights(path: Path) -> Rights:
    """Audiences and roles as `city.yaml` declares them today.

    They are never taken from a release: a rollback of figures must not bring rights back.
    Raises SettingsInvalid when the file is missing or its part `rights` is not valid.
    """
    try:
        declared = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Rights.model_validate(declared["rights"])
    except FileNotFoundError:
        raise SettingsInvalid(f"Die Datei {path} mit Rollen und Rechten fehlt.") from None
    except (yaml.YAMLError, ValidationError, KeyError, TypeError) as error:
        raise SettingsInvalid(f"Rollen und Rechte in {path} sind nicht lesbar: {error}") from error
