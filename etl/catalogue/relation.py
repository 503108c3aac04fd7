"""How cells hang together, in the form that a release publishes beside its cells and that an outside audit reads."""

from pydantic import ConfigDict, Field

from etl.catalogue.frozen import Frozen


class Balance(Frozen):
    """A stock is the stock before, plus what came in, minus what went out; all are measures."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    stock: str
    inflow: tuple[str, ...] = Field(alias="in")
    outflow: tuple[str, ...] = Field(alias="out")


class PrintedRatio(Frozen):
    """A ratio printed with `decimals` places: `num` / `den` x `scale`; `num` is a part of `den`."""

    ratio: str
    num: str
    den: str
    scale: float
    decimals: int


class Window(Frozen):
    """A flow that is reckoned over other months than its period says: the sum of `months` months of `of`.

    The last of them is `back` months before the end of the period. The published form has no word for it, so the
    product's own attack knows more than the published relations tell.
    """

    measure: str
    of: str
    months: int = Field(ge=1)
    back: int = Field(default=0, ge=0)


class Slice(Frozen):
    """A measure that is another one for one member of a breakdown; the published form has no word for it either."""

    measure: str
    of: str
    dim: str
    member: str


class Between(Frozen):
    """Relations between measures at the same place: pairs of part and whole, of a whole and its parts, and balances."""

    subset: tuple[tuple[str, str], ...] = ()
    measure_sums: tuple[tuple[str, tuple[str, ...]], ...] = ()
    balance: tuple[Balance, ...] = ()


class Links(Between):
    """Relations between measures that their formulas do not show; `relations.yaml` of the catalogue."""

    windows: tuple[Window, ...] = ()
    slices: tuple[Slice, ...] = ()


class Relations(Between):
    """Everything a reader may know about the cells of a release besides their values.

    `k` smallest count that may be printed; `withheld_min` the least a withheld cell can be; `absent` what a member
    without a row means; `parents` dimension -> member -> member above; `additive` measure -> dimensions along which
    its cells add up; `union` measure -> dimensions along which only part <= whole <= sum of parts holds; `previous`
    month -> month before, for `balance`; `counts` the measures that are counts of a protected unit.
    """

    k: int
    withheld_min: int = 1
    absent: str = "unknown"
    cap: int = 250_000
    parents: dict[str, dict[str, str]] = {}
    additive: dict[str, tuple[str, ...]] = {}
    union: dict[str, tuple[str, ...]] = {}
    ratios: tuple[PrintedRatio, ...] = ()
    previous: dict[str, str] = {}
    counts: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The file `relations.<audience>.json`: keys in fixed order, the same text for the same relations."""
        return self.model_dump_json(by_alias=True, indent=1) + "\n"
