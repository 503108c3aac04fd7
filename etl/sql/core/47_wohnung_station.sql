-- One row per month end, owner and station: flats requested but not handed over, ready but empty, and lived in.
create or replace table core.wohnung_station as
with bewohnt as (
    select distinct k.stichtag, b.wohnung
    from core.monatsende as k
    inner join core.belegung as b
        on b.wohnung is not null and b.einzug <= k.stichtag
        and coalesce(b.auszug, date '9999-12-31') > k.stichtag
)

select
    k.stichtag,
    w.gesellschaft,
    w.stadtbezirk,
    case
        when coalesce(w.uebergabe, w.vertragsbeginn) > k.stichtag then 'angefordert'
        when b.wohnung is not null then 'bewohnt'
        else 'leer'
    end as station,
    count(*) as wohnungen,
    any_value(w.load_id) as load_id
from core.monatsende as k
inner join core.wohnung as w
    on coalesce(w.bedarfsmeldung, w.uebergabe, w.vertragsbeginn) <= k.stichtag
    and coalesce(w.ende, date '9999-12-31') > k.stichtag
left join bewohnt as b on b.stichtag = k.stichtag and b.wohnung = w.wohnung
where k.stichtag <= (
    select min(data_as_of) from core.stand
    where source_id in ('kontingent_a', 'kontingent_b', 'kontingent_privat', 'belegungen')
)
group by all;
