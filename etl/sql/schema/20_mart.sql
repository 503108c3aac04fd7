-- The figures: additive cells, and the values of the indicators reckoned from them.
create schema mart;

create table mart.cells (
    measure text not null,
    period text not null,
    dim1 text,
    member1 text,
    dim2 text,
    member2 text,
    value decimal(18, 2),
    mark text
);
comment on table mart.cells is 'Jede additive Anzahl oder Summe, auch Zähler und Nenner. Leer mit mark g: nicht gezeigt; mark r: berichtigt';

create table mart.value (
    indicator_id text not null,
    period text not null,
    dim1 text,
    member1 text,
    dim2 text,
    member2 text,
    value double,
    numerator decimal(18, 2),
    denominator decimal(18, 2),
    status text,
    sign text,
    valid_until date,
    fallback_period text,
    fallback_dim1 text,
    fallback_member1 text,
    load_ids text[]
);
comment on table mart.value is 'Eine Zeile je Kennzahl, Periode und Ausprägung; sign sagt, warum ein Wert fehlt oder wie er zu lesen ist. load_ids in rat leer';
