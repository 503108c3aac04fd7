-- Persons present at each month end, by place, age group and sex; who leaves on that day is no longer counted.
create or replace table core.belegung_monat as
with stichtage as (
    select last_day(cast(m.beginn as date)) as stichtag
    from core.stand as s,
        unnest(generate_series(
            (select date_trunc('month', min(einzug)) from core.belegung),
            cast(s.data_as_of as timestamp),
            interval 1 month
        )) as m (beginn)
    where s.source_id = 'belegungen' and last_day(cast(m.beginn as date)) <= s.data_as_of
)

select
    t.stichtag,
    b.unterkunft,
    b.unterkunftsart,
    b.stadtviertel,
    b.stadtbezirk,
    a.altersgruppe,
    b.geschlecht,
    count(*) as personen,
    any_value(b.load_id) as load_id
from stichtage as t
inner join core.belegung as b
    on b.einzug <= t.stichtag and coalesce(b.auszug, date '9999-12-31') > t.stichtag
left join core.altersgruppe as a
    on year(t.stichtag) - b.geburtsjahr between a.ab and a.bis
group by t.stichtag, b.unterkunft, b.unterkunftsart, b.stadtviertel, b.stadtbezirk, a.altersgruppe, b.geschlecht;
