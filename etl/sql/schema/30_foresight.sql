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
    model_version text not null,
    release_id text not null
);
comment on table foresight.forecast is
'Prognosen der Ankünfte, wie sie ausgegeben wurden: Quantile je Reihe, Ursprung (letzter ganzer Monat) und Zielmonat; die der eigenen Ausgabe mit .025 bis .975, frühere mit neun davon. paths 0: errechnet, nicht gezogen';

create table foresight.series (
    series text not null,
    status text not null,
    origin text,
    months integer not null,
    backtest_from text,
    alarm text,
    gaps text[] not null,
    notes text[] not null
);
comment on table foresight.series is
'Je Reihe, was sich sagen lässt: ok, wenig_daten (Band breit), keine_aussage (kein Band); eigene Monate, Bruchalarm, Monate ohne Angabe, Hinweise';

create table foresight.path (
    stand text not null,
    scenario text not null,
    quantity text not null,
    period text not null,
    quantile decimal(4, 3) not null,
    value double not null
);
comment on table foresight.path is 
'Vorausschau je Szenario und Monat: belegung und wartend (Personen am Monatsende), zugang (Personen im Monat), faktor (Ankünfte als Vielfaches der Prognose). Quantile nur für plan, sonst die mittlere Linie';

create table foresight.hazard (
    stand text not null,
    transition text not null,
    age_months integer not null,
    value double not null,
    persons integer
);
comment on table foresight.hazard is 
'Monatliche Anteile nach vollen Monaten des Aufenthalts: auszug (ohne Wohnung der Stadt), bereit (für eine Wohnung); ohne Alter (0): auszug_bereit, ueberfuehrung, auszug_wohnung. persons: Personenmonate dahinter, auf 10 gerundet';

create table foresight.start (
    stand text not null,
    quantity text not null,
    age_months integer,
    value double not null
);
comment on table foresight.start is 
'Anfang der Vorausschau: gu (Personen, age_months der erste volle Monat der Gruppe, leer: nur die Summe), wartend, in_wohnungen; Tempo: anteil_gu (der Ankünfte), wohnungen (im Monat), personen_je_wohnung, hoechstens (Personen in Wohnungen der Stadt), nutzbar (Anteil der Plätze)';

create table foresight.draw (
    stand text not null,
    quantity text not null,
    period text not null,
    counts integer[] not null
);
comment on table foresight.draw is
'Gezogene Verläufe der Ankünfte, die durch Gemeinschaftsunterkünfte gehen: je Monat eine Zahl je Verlauf, an gleicher Stelle derselbe. Die Seite Szenarien rechnet mit ihnen weiter';

create table foresight.capacity (
    stand text not null,
    period text not null,
    quantity text not null,
    value double not null,
    decided_by text
);
comment on table foresight.capacity is 
'plaetze: verfügbare Plätze am Monatsende; platz:, oeffnung:, schliessung: mit der Kennung der Unterkunft';

create table foresight.answer (
    stand text not null,
    scenario text not null,
    question text not null,
    quantile decimal(4, 3),
    value double,
    period text,
    sentence text
);
comment on table foresight.answer is 
'Antworten je Szenario: monate_bis_voll, voll_binnen_N, bestelltermin_N (Monate bis dahin, N Vorlauf), plaetze_N, ohne_platz_N (Personenmonate), wartende, engpass, kosten_ohne_platz, ursache, hinweis; rueckblick: was früher gesagt worden wäre, stand ist dann der damalige Monat';

create table foresight.backtest (
    series text not null,
    kind text not null,
    origin text not null,
    period text not null,
    horizon integer not null,
    q025 double not null,
    q10 double not null,
    q25 double not null,
    q50 double not null,
    q75 double not null,
    q90 double not null,
    q975 double not null,
    actual double not null,
    hit50 boolean not null,
    hit80 boolean not null,
    hit95 boolean not null,
    crps double not null,
    naive_crps double,
    recent_naive_crps double
);
comment on table foresight.backtest is
'Prognosen neben dem, was kam: rueckrechnung (was das Modell damals gesagt hätte) und ausgegeben (was gesagt wurde). crps in Personen, daneben zwei einfache Verfahren (wie im letzten Monat; Streuung aller, der letzten 24 Veränderungen)';
