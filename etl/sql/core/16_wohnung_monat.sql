-- One row per month end, owner and Stadtviertel: city-rented flats; one whose contract ends that day no longer counts.
create or replace table core.wohnung_monat as
select
    k.stichtag,
    w.gesellschaft,
    w.stadtviertel,
    w.stadtbezirk,
    count(*) as wohnungen,
    any_value(w.load_id) as load_id
from core.monatsende as k
inner join core.wohnung as w
    on w.vertragsbeginn <= k.stichtag and coalesce(w.ende, date '9999-12-31') > k.stichtag
where k.stichtag <= (
    select min(data_as_of) from core.stand
    where source_id in ('kontingent_a', 'kontingent_b', 'kontingent_privat')
)
group by k.stichtag, w.gesellschaft, w.stadtviertel, w.stadtbezirk;
