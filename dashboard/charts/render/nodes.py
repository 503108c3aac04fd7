"""A node diagram as SVG: lines first, then nodes with their size in them and their names outside."""

from dashboard.charts.nodes import Node, NodeSpec
from dashboard.charts.render.element import Element, element
from dashboard.joints import SOFT, breakable

WIDE, NARROW = 560.0, 288.0


def nodes(spec: NodeSpec, width: float = WIDE) -> Element:
    """The drawing in one of its two widths, named by its alt text; narrow names are broken into two lines."""
    narrow = width == NARROW
    height = 330.0 if narrow else 400.0
    across, down = (92.0, 100.0) if narrow else (172.0, 134.0)
    scale = 0.75 if narrow else 1.0
    middle = (width / 2, height / 2)

    def place(node: Node) -> tuple[float, float]:
        return middle[0] + node.x * across, middle[1] + node.y * down

    parts: list[Element] = []
    for link in spec.links:
        one, other = spec.nodes[link.one], spec.nodes[link.other]
        (x0, y0), (x1, y1) = place(one), place(other)
        said = element("title", f"{one.name} und {other.name}: {link.count}")
        line = f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"
        parts.append(element("path", said, d=line, class_="shared", stroke_width=link.width * scale))
    for node in spec.nodes:
        parts += _node(node, place(node), node.radius * scale, narrow)
    name = "narrow" if narrow else "wide"
    size = f"0 0 {width:.0f} {height:.0f}"
    return element("svg", *parts, viewBox=size, role="img", aria_label=spec.told.alt, class_=f"chart node-chart {name}")


def _node(node: Node, at: tuple[float, float], radius: float, narrow: bool) -> list[Element]:
    x, y = at
    kind = "lonely" if node.alone else "dot"
    circle = element("circle", element("title", f"{node.name}: {node.count}"), cx=x, cy=y, r=radius, class_=kind)
    number = element(
        "text", str(node.count), x=x, y=y + 4.5, text_anchor="middle", class_="" if node.alone else "on-data"
    )
    lines = _broken(node.name, 12 if narrow else 24)
    above = node.y < 0.05
    first = y - radius - 8 - 14 * (len(lines) - 1) if above else y + radius + 16
    texts = [
        element("text", line, x=x, y=first + 14 * number_, text_anchor="middle", class_="strong halo")
        for number_, line in enumerate(lines)
    ]
    return [circle, number, *texts]


def _broken(name: str, most: int) -> list[str]:
    """A name in lines of at most so many letters, broken between words and at the joints of longer ones."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] = f"{lines[-1]} {word}"
            continue
        parts = breakable(word).split(SOFT) if len(word) > most else [word]
        lines += [*(f"{part}-" for part in parts[:-1]), parts[-1]]
    return lines
