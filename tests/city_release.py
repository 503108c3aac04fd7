"""A release in which every page has all its sections: what the subject pages and the network pages need, together."""

from pathlib import Path

import network_release
import release_fixture as fixture
import subject_release


def publish(home: Path) -> None:
    """Both sets of figures in one release; a second one, a day older, to compare with."""
    fixture.build(home)
    fixture.add(home, subject_release.rows(), subject_release.MEMBERS)
    known = {(dim, member) for dim, members in subject_release.MEMBERS.items() for member in members}
    names = {
        dim: {member: label for member, label in members.items() if (dim, member) not in known}
        for dim, members in network_release.MEMBERS.items()
    }
    fixture.add(home, network_release.rows(), names)
    fixture.switch(home, fixture.FIRST)
