"""A drawing as a native chart of a slide, which the committee's office can edit; with its alternative text."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from dashboard.exports.docx_styles import SANS
from dashboard.exports.paper import Drawing
from dashboard.theme import LIGHT

_TYPES = {
    "linie": XL_CHART_TYPE.LINE,
    "balken": XL_CHART_TYPE.BAR_CLUSTERED,
    "karte": XL_CHART_TYPE.COLUMN_CLUSTERED,
}
_DATA, _AIM, _GRID = (RGBColor.from_string(LIGHT[token][1:]) for token in ("st-data", "st-ok", "st-grid"))
_MANY, _LABELS = 14, 6


def add_chart(slide: Any, drawing: Drawing, place: tuple[int, int, int, int]) -> None:
    """Put the chart on a slide; `place` is left, top, width and height. Raises ValueError without alternative text."""
    if not drawing.alt:
        raise ValueError("Diagramm ohne alternativen Text")
    data = CategoryChartData(number_format=_format(drawing))
    data.categories = drawing.categories
    for series in drawing.series:
        data.add_series(series.name, series.values)
    frame = slide.shapes.add_chart(_TYPES[drawing.kind], *place, data)
    named = frame._element.nvGraphicFramePr.cNvPr  # python-pptx has no other way to set the alternative text
    named.set("descr", drawing.alt)
    named.set("title", drawing.series[0].name)
    _dressed(frame.chart, drawing)


def _format(drawing: Drawing) -> str:
    return "#,##0" + ("." + "0" * drawing.decimals if drawing.decimals else "")


def _dressed(chart: Any, drawing: Drawing) -> None:
    """Colours, axes and labels as on paper."""
    chart.font.size, chart.font.name = Pt(11), SANS
    chart.has_title = False
    chart.has_legend = len(drawing.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    values, names = chart.value_axis, chart.category_axis
    values.major_gridlines.format.line.color.rgb = _GRID
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = _format(drawing), False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    if drawing.kind == "linie":
        _lines(chart, drawing)
        _spaced(names, max(1, len(drawing.categories) // _LABELS))
    else:
        _bars(chart, drawing)


def _lines(chart: Any, drawing: Drawing) -> None:
    for series, declared in zip(chart.series, drawing.series, strict=True):
        series.smooth = False
        series.format.line.width = Pt(1.5 if declared.aim else 2.25)
        series.format.line.color.rgb = _AIM if declared.aim else _DATA
        if declared.aim:
            series.format.line.dash_style = MSO_LINE.DASH


def _bars(chart: Any, drawing: Drawing) -> None:
    plot = chart.plots[0]
    plot.gap_width = 45
    fill = chart.series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = _DATA
    if drawing.kind == "balken":
        chart.category_axis.reverse_order = True
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
        plot.has_data_labels = True
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = _format(drawing), False
    if len(drawing.categories) > _MANY:
        chart.category_axis.tick_labels.font.size = Pt(8)


def _spaced(axis: Any, every: int) -> None:
    """Print only every so many-th name below a line."""
    for tag in ("tickLblSkip", "tickMarkSkip"):
        skip = parse_xml(f'<c:{tag} {nsdecls("c")} val="{every}"/>')
        place = axis._element.find("{http://schemas.openxmlformats.org/drawingml/2006/chart}noMultiLvlLbl")
        if place is not None:
            place.addprevious(skip)
        else:
            axis._element.append(skip)
