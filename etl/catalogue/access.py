"""Who may see what: audiences are sets of figures, roles are an audience plus rights."""

from typing import Literal

from pydantic import Field, model_validator

from etl.catalogue.frozen import Frozen

Right = Literal["betriebsdaten", "vorlagen"]


class Audience(Frozen):
    """A set of figures, one file of a release. `k` is the smallest count that may be printed."""

    id: str
    title: str
    k: int = Field(ge=2)


class Role(Frozen):
    """One audience plus rights: operating data (load reports, rejections), writing papers."""

    id: str
    title: str
    audience: str
    rights: tuple[Right, ...] = ()


class Rights(Frozen):
    """Audiences from the most to the least detailed, and the roles that read them."""

    audiences: tuple[Audience, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _roles_read_known_audiences(self) -> "Rights":
        known = {audience.id for audience in self.audiences}
        if unknown := sorted({role.audience for role in self.roles} - known):
            raise ValueError(f"unbekannte Sicht: {', '.join(unknown)}")
        if [a.k for a in self.audiences] != sorted(a.k for a in self.audiences):
            raise ValueError("Sichten stehen von der kleinsten zur größten Mindestfallzahl")
        return self

    def role(self, role_id: str) -> Role:
        """The role of that id; KeyError when there is none."""
        return {role.id: role for role in self.roles}[role_id]

    def audience(self, audience_id: str) -> Audience:
        """The audience of that id; KeyError when there is none."""
        return {audience.id: audience for audience in self.audiences}[audience_id]
