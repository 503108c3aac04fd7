-- What is reckoned ahead; filled once a forecast has been made.
create schema foresight;

create table foresight.forecast (
    stand text not null,
    series text not null,
    origin text not null,
    period text not null,
    horizon integer not null,
    quantile decimal(4, 3) not null,
    value double not null,
    paths integer not null,
    seed bigint not null,
    model_version text not null
);
comment on table foresight.forecast is 'Quantile je Reihe, Ursprung und Zielmonat';

create table foresight.path (
    stand text not null,
    scenario text not null,
    quantity text not null,
    period text not null,
    quantile decimal(4, 3) not null,
    value double not null
);
comment on table foresight.path is 'Quantile des Bestands (Plätze, Wohnungen, Mietverträge) je Monat';

create table foresight.hazard (
    stand text not null,
    transition text not null,
    age_months integer not null,
    value double not null,
    persons integer
);
comment on table foresight.hazard is 'Übergangsraten nach Aufenthaltsmonat';

create table foresight.start (
    stand text not null,
    quantity text not null,
    age_months integer,
    value double not null
);
comment on table foresight.start is 'Anfangsbestand der Fortschreibung';

create table foresight.capacity (
    stand text not null,
    period text not null,
    quantity text not null,
    value double not null,
    decided_by text
);
comment on table foresight.capacity is 'Beschlossene Plätze und Wohnungen je Monat';

create table foresight.answer (
    stand text not null,
    scenario text not null,
    question text not null,
    quantile decimal(4, 3),
    value double,
    period text,
    sentence text
);
comment on table foresight.answer is 'Antworten auf die Fragen: wann voll, wie wahrscheinlich, wann bestellen';

create table foresight.backtest (
    series text not null,
    origin text not null,
    horizon integer not null,
    q10 double,
    q50 double,
    q90 double,
    actual double,
    hit50 boolean,
    hit80 boolean,
    hit95 boolean,
    crps double,
    naive_crps double
);
comment on table foresight.backtest is 'Frühere Prognosen neben dem, was eintrat';
