"""The way as SVG: boxes from left to right, or one below the other on a narrow screen."""

from dashboard.charts.render.element import Element, element
from dashboard.charts.way import Move, Stock, WaySpec

WIDE, NARROW = 1120.0, 280.0
_BOX, _HIGH, _GAP, _TOP = 190.0, 104.0, 116.0, 18.0
_THICKEST = 11.0


def way(spec: WaySpec, width: float = WIDE) -> Element:
    """The drawing in one of its two forms, named by its alt text."""
    parts, high = _below(spec) if width == NARROW else _beside(spec)
    name = "narrow" if width == NARROW else "wide"
    size = f"0 0 {width:.0f} {high:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_=f"chart {name}")


def _beside(spec: WaySpec) -> tuple[list[Element], float]:
    parts: list[Element] = []
    middle = _TOP + _HIGH / 2
    for number, (stock, move) in enumerate(zip(spec.stocks, spec.moves, strict=True)):
        x = number * (_BOX + _GAP) + _GAP
        parts += _arrow(spec, move, (x - _GAP + 4, middle), (x - 4, middle))
        parts.append(
            element(
                "text", move.entry.text, x=x - _GAP / 2 - 4, y=middle - 16, class_="strong big", text_anchor="middle"
            )
        )
        for line, word in enumerate(move.word.split(" ")):
            parts.append(
                element(
                    "text", word, x=x - _GAP / 2 - 4, y=middle + 26 + 15 * line, class_="small", text_anchor="middle"
                )
            )
        parts += _box(stock, x, _TOP)
    first, last = _GAP + _BOX / 2, _GAP + 2 * (_BOX + _GAP) + _BOX / 2
    foot = _TOP + _HIGH
    path = f"M{first:.1f} {foot:.1f}v34H{last:.1f}v-24"
    parts.append(element("path", d=path, class_="flow", stroke_width=_weight(spec, spec.direct)))
    parts.append(element("path", d=f"M{last - 7:.1f} {foot + 13:.1f}l7 -11l7 11z", fill="var(--st-data)"))
    text = f"{spec.direct.entry.text} {spec.direct.word}"
    parts.append(element("text", text, x=(first + last) / 2, y=foot + 52, text_anchor="middle"))
    if spec.lasting:
        end = 3 * (_BOX + _GAP)
        parts.append(element("path", d=f"M{end:.1f} {middle:.1f}h54", class_="lasting"))
        parts.append(element("text", spec.lasting, x=end + 64, y=middle - 8, class_="strong big"))
        for line, word in enumerate(("bestehen nach", "12 Monaten noch")):
            parts.append(element("text", word, x=end + 64, y=middle + 10 + 16 * line))
    return parts, foot + 62


def _below(spec: WaySpec) -> tuple[list[Element], float]:
    parts: list[Element] = []
    y = 0.0
    for stock, move in zip(spec.stocks, spec.moves, strict=True):
        parts += _arrow(spec, move, (30.0, y + 2), (30.0, y + 46))
        parts.append(element("text", move.entry.text, x=54.0, y=y + 22, class_="strong big"))
        parts.append(element("text", move.word, x=54.0, y=y + 40, class_="small"))
        parts += _box(stock, 0.0, y + 52)
        y += 52 + _HIGH + 4
    words = [f"{spec.direct.entry.text} Personen direkt aus der GU", "in eine private Wohnung"]
    words += [f"{spec.lasting} der Mietverhältnisse bestehen", "nach 12 Monaten noch"] if spec.lasting else []
    for line, word in enumerate(words):
        parts.append(element("text", word, x=0.0, y=y + 20 + 19 * line))
    return parts, y + 20 + 19 * len(words)


def _box(stock: Stock, x: float, y: float) -> list[Element]:
    return [
        element("rect", x=x, y=y, width=_BOX, height=_HIGH, rx=3.0, class_="stock"),
        element("text", stock.title, x=x + 14, y=y + 25, class_="strong"),
        element("text", stock.entry.text, x=x + 14, y=y + 66, class_="stock-value"),
        element("text", f"{stock.unit}, Bestand", x=x + 14, y=y + 90),
    ]


def _weight(spec: WaySpec, move: Move) -> float:
    most = max((m.entry.number or 0.0 for m in (*spec.moves, spec.direct)), default=0.0)
    return max(1.5, _THICKEST * (move.entry.number or 0.0) / most) if most else 1.5


def _arrow(spec: WaySpec, move: Move, start: tuple[float, float], end: tuple[float, float]) -> list[Element]:
    weight = _weight(spec, move)
    (x0, y0), (x1, y1) = start, end
    half = max(6.0, weight)
    if y0 == y1:
        line, head = (
            f"M{x0:.1f} {y0:.1f}H{x1 - 11:.1f}",
            f"M{x1 - 12:.1f} {y1 - half:.1f}L{x1:.1f} {y1:.1f}l-12 {half:.1f}z",
        )
    else:
        line, head = (
            f"M{x0:.1f} {y0:.1f}V{y1 - 11:.1f}",
            f"M{x1 - half:.1f} {y1 - 12:.1f}L{x1:.1f} {y1:.1f}l{half:.1f} -12z",
        )
    return [element("path", d=line, class_="flow", stroke_width=weight), element("path", d=head, fill="var(--st-data)")]
