-- What a release says about itself: identity, definitions, deliveries, changes, comments.
create schema meta;

create table meta.release (
    id text not null,
    published_at timestamp not null,
    git_commit text not null,
    catalogue_hash text not null,
    audience text not null,
    k integer not null,
    example boolean not null
);
comment on table meta.release is 'Eine Zeile: welche Ausgabe für welche Sicht. Zeiten in UTC, git_commit leer ohne git';

create table meta.indicator (
    id text not null,
    title text not null,
    title_en text,
    question text not null,
    question_en text,
    interpretation text not null,
    definition text not null,
    field text not null,
    step text not null,
    lens text not null,
    unit text not null,
    decimals integer not null,
    kind text not null,
    direction text not null,
    cadence text not null,
    owner text not null,
    sources text[] not null,
    missing_sources text[] not null,
    formula text not null,
    breakdowns text not null,
    thresholds text not null,
    breaks text not null,
    disclosure text not null,
    method text not null,
    review date not null,
    valid_days integer not null,
    caveats text[] not null,
    headline boolean not null,
    listed boolean not null
);
comment on table meta.indicator is 'Eine Zeile je Kennzahl; formula, breakdowns, thresholds, breaks und disclosure sind JSON der Typen in etl.catalogue.indicator';

create table meta.source (
    id text not null,
    title text not null,
    office text not null,
    rhythm text not null,
    data_as_of date,
    next_due date
);
comment on table meta.source is 'Eine Zeile je Lieferung; data_as_of leer, solange nichts vorliegt';

create table meta.document (
    kind text not null,
    id text not null,
    body text not null
);
comment on table meta.document is 'Alles Übrige aus dem Katalog als JSON; kind: city, sign, step, lens, glossary, briefing, scenario, reference';

create table meta.load_report (
    load_id text not null,
    source_id text,
    file text not null,
    sha256 text not null,
    received_at timestamp not null,
    data_as_of date,
    rows_read bigint not null,
    rows_accepted bigint not null,
    rows_rejected bigint not null,
    rows_duplicate bigint not null,
    outcome text not null
);
comment on table meta.load_report is 'Eine Zeile je Lieferdatei: gelesen = übernommen + zurückgewiesen + doppelt. In rat leer';

create table meta.rejection (
    load_id text not null,
    row_number bigint not null,
    column_name text,
    rule text not null
);
comment on table meta.rejection is 'Eine Zeile je zurückgewiesener Zeile, ohne Zellinhalt. In rat leer';

create table meta.member (
    breakdown text not null,
    member text not null,
    parent text,
    label text not null,
    valid_from date,
    valid_to date
);
comment on table meta.member is 'Die Ausprägungen jeder Aufgliederung; parent ist die übergeordnete Ausprägung';

create table meta.change (
    kind text not null,
    indicator_id text,
    period text,
    old text,
    new text,
    reason text
);
comment on table meta.change is 'Was sich seit der letzten Ausgabe geändert hat, mit Grund. kind: data (neuer, entfallener oder zweifelhafter Wert; mit --accept dessen Begründung), correction (berichtigter Wert oder angewandte Berichtigung), definition, threshold, held (berichtigt, aber bis zum nächsten Quartal zurückgehalten; old und new leer, nur in der ersten Sicht)';

create table meta.comment (
    indicator_id text not null,
    period text not null,
    cause text not null,
    done text not null,
    recommendation text not null,
    role text not null
);
comment on table meta.comment is 'Kommentare der Leitung zu einer Kennzahl und Periode';

create table meta.action (
    id text not null,
    title text not null,
    owner_role text not null,
    due date,
    status text not null,
    indicator_ids text[] not null
);
comment on table meta.action is 'Maßnahmen der Leitung und die Kennzahlen, die sie bewegen sollen';
