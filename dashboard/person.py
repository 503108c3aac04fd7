"""Who is signed in, as far as the server knows: read here and nowhere else."""

from flask import g, has_request_context

FIELD = "person"


def person() -> str:
    """The name that the sign-in left in flask.g.person for this request; empty where nobody signs in."""
    return str(g.get(FIELD) or "") if has_request_context() else ""
