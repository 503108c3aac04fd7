-- One row per company with an agreement and month end: flats handed over since January, and the agreed maximum.
create or replace table core.abruf_monat as
with lieferung as (
    select gesellschaft, any_value(load_id) as load_id from core.wohnung group by gesellschaft
)

select
    k.stichtag,
    v.gesellschaft,
    v.max_wohnungen,
    count(w.wohnung) as uebergeben,
    any_value(l.load_id) as load_id
from core.vereinbarung as v
inner join core.monatsende as k on year(k.stichtag) = v.jahr
inner join lieferung as l on l.gesellschaft = v.gesellschaft
left join core.wohnung as w
    on w.gesellschaft = v.gesellschaft and w.uebergabe between make_date(v.jahr, 1, 1) and k.stichtag
where k.stichtag <= (
    select min(data_as_of) from core.stand
    where source_id in ('kontingent_a', 'kontingent_b', 'kontingent_privat')
)
group by k.stichtag, v.gesellschaft, v.max_wohnungen;
