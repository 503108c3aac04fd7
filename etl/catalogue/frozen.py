"""The base of every declared type: immutable, and no key that nobody reads."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A declared thing; an unknown key is a mistake, a validated object never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")
