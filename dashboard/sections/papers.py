"""The builder beside the sheet: parts and texts to edit, what stands against the paper, its states, its files."""

from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard import desk, formatting
from dashboard.components.field import tick
from dashboard.components.table import Column, table
from dashboard.exports import paper_desk, paper_scenario
from dashboard.exports.briefing import COMMENT
from dashboard.exports.paper import STATE_NAMES
from dashboard.exports.paper_checks import Check
from dashboard.exports.paper_desk import NEXT
from dashboard.exports.paper_files import FORMATS
from dashboard.exports.paper_room import Room
from dashboard.visit import Visit
from etl.catalogue.briefing import Briefing

ACT, FILE = "/vorlagen/tat", "/vorlagen/datei"
_NAMES = {"pdf": "PDF", "docx": "Word (DOCX)", "xlsx": "Tabellen (XLSX)", "pptx": "Folien (PPTX)"}
_NEXT_WORDS = {"geprueft": "Als geprüft kennzeichnen", "freigegeben": "Freigeben"}


def editor(room: Room) -> Component:
    """Everything a person may write, in one form: head, chosen questions, texts, comments on red lights."""
    parts: list[Component] = []
    if room.briefing.pick:
        parts.append(_questions(room))
    head = [_line(f"kopf_{f.id}", f.label, room.wish.head.get(f.id, f.text)) for f in room.briefing.head]
    if head:
        parts.append(html.Details([html.Summary("Angaben zur Vorlage"), *head], open=room.briefing.pick))
    asked = [check for check in room.checks if check.blocks and check.place]
    named = {r.indicator.id: r.indicator.title for r in room.found.shown.readings}
    comments = dict.fromkeys([c.place for c in asked if c.place in named])
    comments |= dict.fromkeys(n.removeprefix(COMMENT) for n in room.wish.texts if n.startswith(COMMENT))
    lines = [_area(f"{COMMENT}{n}", f"Einordnung: {named.get(n, n)}", room.wish.texts.get(f"{COMMENT}{n}", ""))
             for n in comments]  # fmt: skip
    if lines:
        hint = "Ursache, Veranlasstes und Empfehlung in eigenen Worten; ohne sie bleibt die Freigabe gesperrt."
        parts.append(html.Details([html.Summary("Kennzahlen auf „handeln“"), html.P(hint, className="note"), *lines],
                                  open=True))  # fmt: skip
    texts = [_area(f"text_{s.id}", s.title, room.wish.texts.get(s.id, s.text)) for s in room.briefing.sections
             if s.content == "text" or s.text]  # fmt: skip
    how = (
        "Zahlen bleiben gebunden: {gu_auslastung} druckt den Wert der Ausgabe, {gu_belegung:frauen=w} den einer "
        "Ausprägung. Eine Leerzeile trennt Absätze."
    )
    parts.append(html.Details([html.Summary("Texte"), html.P(how, className="note"), *texts]))
    parts += _annexes(room)
    word = "Neuen Entwurf beginnen" if room.frozen else "Entwurf speichern"
    parts.append(html.P(_button("speichern", word), className="row"))
    return html.Form(parts, method="post", action=_address(room), className="panel editor stack",
                     **{"aria-label": "Texte der Vorlage"})  # fmt: skip


def _annexes(room: Room) -> list[Component]:
    """The kept scenarios that can be appended; nothing without any."""
    found = paper_scenario.offered(room.found.home)
    if not found:
        return []
    hint = "Gerechnet mit den Zahlen, die die Leserinnen und Leser dieser Vorlage sehen dürfen."
    ticks = [tick("anlage", name, title, ticked=name in room.wish.annexes) for name, title in found]
    inner = [html.Summary("Anlagen: abgelegte Szenarien"), html.P(hint, className="note"), *ticks]
    return [html.Details(inner, open=bool(room.wish.annexes))]


def _questions(room: Room) -> Component:
    """The question blocks of an inquiry, in their chapters."""
    picked = set(room.wish.picked or ())
    named = {r.indicator.id: r.indicator.title for r in room.found.shown.readings}
    groups = [
        html.Fieldset(
            [html.Legend(s.title)]
            + [tick("frage", b.id, b.question or b.title or named.get(b.indicator, b.indicator),
                    ticked=b.id in picked) for b in s.blocks]
        )
        for s in room.briefing.sections
        if s.blocks
    ]  # fmt: skip
    return html.Div([html.H2("Was wird gefragt?"), *groups], className="questions")


def _line(name: str, label: str, text: str) -> Component:
    field = html.Textarea(text, id=name, name=name, rows="1", maxLength="200")
    return html.Div([html.Label(label, htmlFor=name), field], className="field")


def _area(name: str, label: str, text: str) -> Component:
    rows = str(min(10, max(3, len(text) // 60 + 2)))
    field = html.Textarea(text, id=name, name=name, rows=rows, maxLength="6000")
    return html.Div([html.Label(label, htmlFor=name), field], className="field")


def _button(act: str, word: str, *, off: bool = False) -> Component:
    return html.Button(word, type="submit", name="tat", value=act, className="button", disabled=off or None)


def _address(room: Room) -> str:
    return f"{ACT}?show={quote(room.show)}"


def inspection(room: Room, visit: Visit) -> Component:
    """State and history, what stands against the next state, what to look at, and the files."""
    parts = [_state(room, visit), _standing(room), _files(room)]
    return html.Div(parts, className="panel inspection stack")


def _state(room: Room, visit: Visit) -> Component:
    state = room.wish.state
    title = html.H3(f"Stand: {STATE_NAMES[state]}" if room.kept else "Stand: noch nicht gespeichert")
    name = paper_desk.name_of(room.briefing.id, room.wish.period)
    city = visit.shown.city
    past = [
        html.Li(
            [f"Fassung {k.version}: {STATE_NAMES[k.body['state']]}, {formatting.moment(k.kept_at, city.timezone)}, ",
             f"{k.body['person']}, Rolle {k.actor}" if k.body.get("person") else f"Rolle {k.actor}"]
        )
        for k in reversed(desk.versions(visit.home, paper_desk.PAPERS, name))
    ]  # fmt: skip
    parts: list[Component] = [title]
    against = any(check.blocks for check in room.checks)
    if room.briefing.pick:
        ready = bool(room.wish.picked) and not against
        parts.append(html.Form(html.P(_button("ablegen", "Antwort unter ihrer Nummer ablegen", off=not ready)),
                               method="post", action=_address(room)))  # fmt: skip
    elif room.kept is not None and state in NEXT:
        after = NEXT[state]
        parts.append(html.Form(html.P(_button("weiter", _NEXT_WORDS[after], off=against)), method="post",
                               action=_address(room)))  # fmt: skip
    if past:
        parts.append(html.Details([html.Summary("Wer hat wann was gespeichert?"), html.Ul(past, className="plain")]))
    return html.Div(parts)


def _standing(room: Room) -> Component:
    blocking = [check for check in room.checks if check.blocks]
    rest = [check for check in room.checks if not check.blocks]
    parts: list[Component] = [html.H3("Prüfung")]
    if blocking:
        some = formatting.counted(len(blocking), "Punkt sperrt", "Punkte sperren")
        parts += [html.P(html.B(f"{some} den nächsten Stand:")), _checks(blocking, "blocking")]
    else:
        parts.append(html.P("Nichts steht dem nächsten Stand entgegen."))
    if rest:
        some = formatting.counted(len(rest), "Hinweis", "Hinweise")
        parts.append(html.Details([html.Summary(f"{some} zum Ansehen"), _checks(rest, "plain")]))
    if room.last is not None:
        text = f"Verglichen mit: {room.last.title}, {room.last.period_text} (Ausgabe {room.last.origin.release_id})."
        parts.append(html.P([text, " ", html.A("Was hat sich geändert und warum?", href="#teil-aenderungen")]))
    return html.Div(parts)


def _checks(found: list[Check], kind: str) -> Component:
    return html.Ul([html.Li(check.text) for check in found], className=f"checks {kind}")


def _files(room: Room) -> Component:
    """The four formats of what the sheet shows."""
    links = [
        html.Li(html.A(_NAMES[form], href=f"{FILE}/{form}?show={quote(room.show)}"
                       f"&release={quote(room.found.shown.info.id)}", download="", className="download"))
        for form in FORMATS
    ]  # fmt: skip
    title = formatting.day(room.paper.origin.data_as_of) if room.paper.origin.data_as_of else "–"
    said = f"Dieselben Zahlen in allen vier Formaten; Datenstand bis {title}, Prüfsumme {room.paper.checksum}."
    return html.Div([html.H3("Herunterladen"), html.Ul(links, className="row files"), html.P(said, className="note")])


def archive(visit: Visit, briefings: tuple[Briefing, ...]) -> Component | None:
    """Released papers and answered inquiries that who is looking may see, the newest first; None without any."""
    order = [audience.id for audience in visit.shown.city.rights.audiences]
    mine = order.index(visit.access.audience.id)
    titles = {briefing.id: briefing.title for briefing in briefings}
    rows = []
    for kind in (paper_desk.PAPERS, paper_desk.ANSWER):
        for name in desk.names(visit.home, kind):
            for kept in desk.versions(visit.home, kind, name):
                body = kept.body
                if body["state"] != "freigegeben" or order.index(body["audience"]) < mine:
                    continue
                number = body["wish"]["head"].get("nummer", "") or "–"
                where = f"art={kind}&name={quote(name)}&fassung={kept.version}"
                files = [html.A(_NAMES[f], href=f"{FILE}/{f}?{where}", download="") for f in FORMATS]
                links = html.Div(files, className="archive-files")
                title = f"{titles.get(body['paper'], body['paper'])}, {body['period']}"
                when = formatting.moment(kept.kept_at, visit.shown.city.timezone)
                rows.append((kept.kept_at, [title, number, when, body["release"], links]))
    if not rows:
        return None
    rows.sort(key=lambda row: row[0], reverse=True)
    heads = [Column(t) for t in ("Vorlage", "Nummer", "Freigegeben", "Ausgabe", "Dateien")]
    return html.Div(table("Freigegebene Vorlagen und Antworten", heads, [row for _, row in rows]), className="panel")
