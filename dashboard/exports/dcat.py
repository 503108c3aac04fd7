"""The DCAT-AP.de record of the open data, as JSON-LD: what there is, from whom, as of when, under which licence."""

from collections.abc import Sequence

from dashboard.records import Snapshot

LICENCE = "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
_THEMES = ("SOCI", "GOVE")
_MEDIA = {
    "csv": ("CSV", "text/csv"),
    "parquet": ("PARQUET", "application/vnd.apache.parquet"),
    "json": ("JSON", "application/json"),
}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority"
_MONTHLY = f"{_EU}/frequency/MONTHLY"
# The key of the geographic level "administrative district" and of a Kreis within it.
_LEVEL = "http://dcat-ap.de/def/politicalGeocoding/Level/administrativeDistrict"
_PLACE = "http://dcat-ap.de/def/politicalGeocoding/districtKey"


def catalogue(shown: Snapshot, base: str, files: Sequence[str]) -> dict[str, object]:
    """The record; without `base` the addresses are relative to the record itself."""
    city, info = shown.city, shown.info
    root = f"{base.rstrip('/')}/" if base else ""
    warning = "Beispieldaten: Alle Zahlen sind erfunden. " if info.example else ""
    publisher = {
        "@type": "foaf:Organization",
        "foaf:name": {"@language": "de", "@value": f"{city.name}, {city.office}"},
    }
    return {
        "@context": _CONTEXT,
        "@id": f"{root}kennzahlen",
        "@type": "dcat:Dataset",
        "dct:identifier": f"kim-kennzahlen-{city.ags}",
        "dct:title": {"@language": "de", "@value": f"Kennzahlen zur Integration, {city.name}"},
        "dct:description": {"@language": "de", "@value": _description(shown, warning)},
        "dct:publisher": publisher,
        "dcat:contactPoint": {"@type": "vcard:Organization", "vcard:fn": city.office, "vcard:note": city.contact},
        "dcat:theme": [{"@id": f"{_EU}/data-theme/{theme}"} for theme in _THEMES],
        "dcat:keyword": [{"@language": "de", "@value": word} for word in ("Integration", "Unterbringung", "Wohnen")],
        "dct:language": {"@id": f"{_EU}/language/DEU"},
        "dct:accrualPeriodicity": {"@id": _MONTHLY},
        "dct:issued": _moment(info.published_at.isoformat()),
        "dct:modified": _moment(info.published_at.isoformat()),
        "dct:temporal": _span(shown),
        "dcatde:politicalGeocodingLevelURI": {"@id": _LEVEL},
        "dcatde:politicalGeocodingURI": {"@id": f"{_PLACE}/{city.kreis}"},
        "dcatde:contributorID": {"@id": f"{root}kennzahlen"},
        "dcat:distribution": [_distribution(root, name, shown) for name in files],
    }


def _description(shown: Snapshot, warning: str) -> str:
    return (
        f"{warning}{len(shown.readings)} Kennzahlen des Kommunalen Integrationsmanagements mit ihren Aufgliederungen. "
        f"Zahlen über weniger als {shown.info.k} Personen werden nicht gezeigt. Ausgabe {shown.info.id}."
    )


def _distribution(root: str, name: str, shown: Snapshot) -> dict[str, object]:
    kind, media = _MEDIA[name.rpartition(".")[2]]
    return {
        "@type": "dcat:Distribution",
        "dct:title": {"@language": "de", "@value": name},
        "dcat:accessURL": {"@id": f"{root}{name}"},
        "dcat:downloadURL": {"@id": f"{root}{name}"},
        "dct:format": {"@id": f"{_EU}/file-type/{kind}"},
        "dcat:mediaType": media,
        "dct:license": {"@id": LICENCE},
        "dcatde:licenseAttributionByText": {"@language": "de", "@value": f"{shown.city.name}, {shown.city.office}"},
    }


def _moment(text: str) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": text}


def _span(shown: Snapshot) -> dict[str, object]:
    spans = [p.span for r in shown.readings for p in (*r.series[:1], *r.series[-1:])]
    if not spans:
        return {"@type": "dct:PeriodOfTime"}
    first, last = min(spans, key=lambda s: s.first), max(spans, key=lambda s: s.last)
    begins = f"{first.first // 12:04d}-{first.first % 12 + 1:02d}-01"
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@type": "xsd:date", "@value": begins},
        "dcat:endDate": {"@type": "xsd:date", "@value": last.last_day.isoformat()},
    }
