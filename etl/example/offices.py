"""The deliveries of all other offices and of the two housing companies, file by file."""

from collections.abc import Iterator

from etl.example.budget import budget_deliveries
from etl.example.care import care_deliveries
from etl.example.engagement import engagement_deliveries
from etl.example.housing_lists import housing_deliveries
from etl.example.labour import labour_deliveries
from etl.example.network import network_deliveries
from etl.example.planning import planning_deliveries
from etl.example.residents import resident_deliveries
from etl.example.schools import school_deliveries
from etl.example.steering import steering_deliveries
from etl.example.town import Town

OFFICES = (
    housing_deliveries,
    school_deliveries,
    network_deliveries,
    engagement_deliveries,
    care_deliveries,
    budget_deliveries,
    resident_deliveries,
    planning_deliveries,
    steering_deliveries,
    labour_deliveries,
)


def office_deliveries(town: Town) -> Iterator[tuple[str, bytes]]:
    """File name with ending -> bytes; a list that has no rows yet at the end of the town is left out."""
    for office in OFFICES:
        yield from office(town)
