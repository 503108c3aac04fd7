"""Who is asking: role -> audience and rights, decided when the server starts and never by the browser."""

import ipaddress
from dataclasses import dataclass

from etl.catalogue.access import Audience, Right, Rights

LOCAL = "lokal"
_LOCAL_RIGHTS_OF = ("beauftragte", "analyse")


class AccessRefused(Exception):
    """The server may not be started like this; the text is a German sentence."""


@dataclass(frozen=True)
class Access:
    """A role with the file it reads and what it may see beyond that."""

    role: str
    title: str
    audience: Audience
    rights: frozenset[Right]


def access_for(declared: Rights, role_id: str) -> Access:
    """The access of a role; `lokal` has the most detailed audience and the rights of those who work with it."""
    known = {role.id: role for role in declared.roles}
    if role_id == LOCAL:
        rights = frozenset(right for name in _LOCAL_RIGHTS_OF if name in known for right in known[name].rights)
        return Access(LOCAL, "Arbeitsplatz", declared.audiences[0], rights)
    if role_id not in known:
        names = ", ".join([LOCAL, *sorted(known)])
        raise AccessRefused(f"Die Rolle „{role_id}“ gibt es nicht. Bekannt sind: {names}.")
    role = known[role_id]
    return Access(role.id, role.title, declared.audience(role.audience), frozenset(role.rights))


def check_host(host: str, access: Access, declared: Rights) -> None:
    """Refuse to offer more than the public file beyond this machine: nobody proves yet who they are."""
    public = access.audience == declared.audiences[-1] and not access.rights and access.role != LOCAL
    if not public and not _is_loopback(host):
        last = declared.audiences[-1].title
        raise AccessRefused(
            f"Die Rolle „{access.role}“ wird nur auf diesem Rechner angeboten (--host 127.0.0.1). "
            f"Für andere Rechner eine Rolle mit der Sicht „{last}“ wählen."
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
