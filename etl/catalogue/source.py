"""One kind of delivery: office, rhythm, file shape and the contract of its columns."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from etl.catalogue.across import AcrossRule, OnePlaceRule
from etl.catalogue.frozen import Frozen

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
ColumnType = Literal["text", "integer", "decimal", "date", "month", "school_year", "year", "quarter", "code", "boolean"]
Sign = Literal["-", ".", "/", "...", "x", "<3"]
Rhythm = Literal["monatlich", "vierteljaehrlich", "halbjaehrlich", "jaehrlich", "schulhalbjaehrlich"]
Place = Literal["zelle", "kopf", "dateiname"]
Method = Literal["exact", "gerundet", "ckm"]
NUMERIC: frozenset[str] = frozenset({"integer", "decimal"})


class Column(Frozen):
    """What the office promises for one column.

    `headings` are the spellings an office types (compared without case, blanks, dots and hyphens).
    `required`: an empty cell is a rejection. `optional`: the whole column may be missing.
    `signs`: official signs that may stand instead of a number; the value is then empty and the sign is
    kept in the companion column `<name>_zeichen`. `zero_signs`: those of them that mean exactly zero here.
    `decimal_point`: this column writes 8.5, not 8,5; a column follows one convention, never both.
    `code_list` names a table of `data/reference`, stadtviertel or kennzahlen; `codes` maps each code to its spellings.
    `reference` is `<source>.<column>`: the value must exist there.
    `audience`: the column holds free text, which only this audience may read; it is checked for small figures of
    persons and for what identifies them.
    `earliest` bounds dates below; `latest_days` is how many days after the day of loading a date may lie.
    `constant`: what every row says when the delivery has no such column (the company whose list it is).
    `place`: where the value stands: in a cell of the row, in the block above the table beside one of `headings`,
    or as the last word of the file name. `pad`: digits of a number that lost its leading zeros.
    `several`: the cell may name several codes; the value is the codes in order, parted by `|`.
    `suffixes`: what may stand behind a number ("2 h", "20 TN").
    `harmless`: why a text that nothing else bounds (no pattern, reference, key or hash) can name no person.
    """

    headings: tuple[str, ...] = Field(min_length=1)
    type: ColumnType
    meaning: str = Field(min_length=3)
    required: bool = False
    optional: bool = False
    unit: str | None = None
    codes: dict[str, tuple[str, ...]] = {}
    code_list: str | None = None
    reference: str | None = Field(default=None, pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")
    pattern: str | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    earliest: dt.date | None = None
    latest_days: int | None = None
    decimal_point: bool = False
    signs: tuple[Sign, ...] = ()
    zero_signs: tuple[Sign, ...] = ()
    audience: str | None = None
    constant: str | None = None
    place: Place = "zelle"
    pad: int | None = Field(default=None, ge=2, le=20)
    several: bool = False
    suffixes: tuple[Annotated[str, Field(pattern=r"^[^\d,+\-\u2212\u2013]+$")], ...] = ()
    harmless: str | None = Field(default=None, min_length=10)

    @model_validator(mode="after")
    def _parts_fit_the_type(self) -> "Column":
        if (self.type == "code") != bool(self.codes or self.code_list):
            raise ValueError("codes oder code_list gehören genau zum Typ code")
        if self.signs and self.type not in NUMERIC:
            raise ValueError("signs gibt es nur in Zahlenspalten")
        if set(self.zero_signs) - set(self.signs):
            raise ValueError("zero_signs müssen auch in signs stehen")
        if self.decimal_point and self.type not in NUMERIC:
            raise ValueError("decimal_point gibt es nur in Zahlenspalten")
        if self.suffixes and (self.type not in NUMERIC or self.decimal_point):
            raise ValueError("suffixes gibt es nur in Zahlenspalten mit Dezimalkomma")
        if self.several and self.type != "code":
            raise ValueError("several gibt es nur beim Typ code")
        if self.pad and self.type != "text":
            raise ValueError("pad gibt es nur beim Typ text")
        if self.harmless and (self.type != "text" or self.audience):
            raise ValueError("harmless gibt es nur in Textspalten ohne audience")
        if self.constant and not self.optional:
            raise ValueError("eine Spalte mit constant ist optional")
        return self


class OrderRule(Frozen):
    """`earlier` may not lie after `later`; empty cells are no violation."""

    kind: Literal["reihenfolge"]
    earlier: str
    later: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the rule reads."""
        return (self.earlier, self.later)


class SumRule(Frozen):
    """The parts add up to the total; a row with an empty or signed part is not judged."""

    kind: Literal["summe"]
    total: str
    parts: tuple[str, ...] = Field(min_length=2)
    tolerance: Decimal = Decimal(0)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the rule reads."""
        return (self.total, *self.parts)


class AtMostRule(Frozen):
    """`part` is at most `whole`."""

    kind: Literal["hoechstens"]
    part: str
    whole: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the rule reads."""
        return (self.part, self.whole)


class ExactlyOneRule(Frozen):
    """Exactly one of the columns is filled."""

    kind: Literal["genau_eines"]
    among: tuple[str, ...] = Field(min_length=2)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the rule reads."""
        return self.among


RowRule = Annotated[OrderRule | SumRule | AtMostRule | ExactlyOneRule, Field(discriminator="kind")]


class StandRule(Frozen):
    """Where a delivery says as of when it speaks.

    `kopf`: in the block above the table, after one of `labels` ("Stand:"). `spalte`: the latest value of `column`.
    `not_after` is a date or month column whose values may not lie after the Stand; where it is a month,
    the latest month must be that of the Stand, else the delivery is of the wrong month.
    """

    where: Literal["kopf", "spalte"]
    labels: tuple[str, ...] = ("Stand", "Datenstand", "Stichtag")
    column: str | None = None
    not_after: str | None = None


class GenesisBasis(Frozen):
    """Which basis (census, method) a dialect has for which Stichtage; what is not declared is refused."""

    dialect: Literal["alt", "neu"]
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    basis: str


class GenesisShape(Frozen):
    """A flat GENESIS table: statistic, the content read, and the variable behind each column.

    `variables` maps a contract column to the codes of the GENESIS variable in it (several where a
    regional variable changes its name between tables); its cell is the attribute code.
    `basis_column` is the contract column that takes the declared basis.
    """

    statistic: str
    value: str
    value_column: str
    time_column: str
    variables: dict[str, tuple[str, ...]]
    basis_column: str | None = None
    bases: tuple[GenesisBasis, ...] = ()


class FileShape(Frozen):
    """How the table lies in its file: a list found by its headings, or a flat GENESIS file.

    `totals` are the words that begin a total or a note below it.
    """

    format: Literal["liste", "genesis"]
    stand: StandRule
    totals: tuple[str, ...] = (
        "Summe",
        "Gesamt",
        "Insgesamt",
        "Quelle",
        "Anmerkung",
        "Hinweis",
        "©",
        "(c)",
        "*",
    )
    genesis: GenesisShape | None = None

    @model_validator(mode="after")
    def _genesis_has_its_shape(self) -> "FileShape":
        if (self.format == "genesis") != (self.genesis is not None):
            raise ValueError("format genesis und der Block genesis gehören zusammen")
        return self


class ForgetRule(Frozen):
    """Rows of persons leave the workshop `after_days` days after the day in `column`; an empty day keeps the row."""

    column: str
    after_days: int = Field(ge=365)


class Source(Frozen):
    """One kind of delivery and its contract.

    `delivery`: a snapshot replaces all earlier rows of the source, an increment replaces rows with the same key.
    `due_days`: days after the end of the period until which the delivery is expected.
    `personal`: columns that identify a person; they never leave the workshop. `drop`: headings never read.
    `max_rejected_share`: above it the delivery is refused as a whole. A text column in `personal` is kept as a keyed
    hash only. `retention_days`: how long the archived file and the rejected rows are kept; `forget` takes rows out.
    `rules` hold within a row, `across` between the rows of the list.
    """

    id: Identifier
    title: str
    office: str
    contact: str
    description: str
    rhythm: Rhythm
    due_days: int = Field(ge=0)
    delivery: Literal["snapshot", "increment"]
    file: FileShape
    key: tuple[str, ...] = Field(min_length=1)
    max_rejected_share: float = Field(default=0.1, ge=0, le=1)
    columns: dict[Identifier, Column] = Field(min_length=1)
    drop: tuple[str, ...] = ()
    rules: tuple[RowRule, ...] = ()
    across: tuple[AcrossRule, ...] = ()
    personal: tuple[str, ...] = ()
    method: Method = "exact"
    licence: str | None = None
    retention_days: int = Field(default=400, ge=1)
    forget: ForgetRule | None = None

    @model_validator(mode="after")
    def _named_columns_exist(self) -> "Source":
        named = {*self.key, *self.personal, *(c for rule in (*self.rules, *self.across) for c in rule.columns)}
        named |= {c for c in (self.file.stand.column, self.file.stand.not_after) if c}
        named |= {self.forget.column} if self.forget else set()
        if shape := self.file.genesis:
            named |= {shape.value_column, shape.time_column, *shape.variables}
            named |= {shape.basis_column} if shape.basis_column else set()
        if missing := sorted(named - set(self.columns)):
            raise ValueError(f"unbekannte Spalten: {', '.join(missing)}")
        return self

    @property
    def hashed(self) -> frozenset[str]:
        """The columns that are kept as keyed hashes: texts that identify a person."""
        return frozenset(key for key in self.personal if self.columns[key].type == "text")

    @property
    def one_place(self) -> tuple[OnePlaceRule, ...]:
        """The rules by which nobody is in two places at once."""
        return tuple(rule for rule in self.across if isinstance(rule, OnePlaceRule))

    @property
    def references(self) -> frozenset[str]:
        """Ids of the sources that must be loaded before this one."""
        return frozenset(c.reference.split(".")[0] for c in self.columns.values() if c.reference)
