"""Rules that hold between the rows of a list: what is one thing may not stand there as two."""

from typing import Annotated, Literal

from pydantic import Field

from etl.catalogue.frozen import Frozen


class OnePlaceRule(Frozen):
    """Nobody is in two places at once: rows of one `who` in different places may not overlap in time.

    `begin` and `end` are the first and the last day, an empty end runs on. An overlap of at most `days` days in which
    the later row outlasts the earlier one is a removal that was booked late: the earlier row then ends on the day
    before the later one begins. Any other is a doubt until it is declared. `dependent` are days of the row that are
    emptied where they lie after its new end.
    """

    kind: Literal["ein_ort"]
    who: str
    place: str
    begin: str
    end: str
    days: int = Field(default=0, ge=0, le=366)
    dependent: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the rule reads."""
        return (self.who, self.place, self.begin, self.end, *self.dependent)


class OneNameRule(Frozen):
    """A name stands for one thing: two rows whose names differ in spelling only are a doubt until they are declared.

    Case, blanks, dots and hyphens do not tell names apart, nor do the words of `ignoring` ("e. V.", "gGmbH").
    """

    kind: Literal["ein_name"]
    name: str
    ignoring: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the rule reads."""
        return (self.name,)


AcrossRule = Annotated[OnePlaceRule | OneNameRule, Field(discriminator="kind")]
