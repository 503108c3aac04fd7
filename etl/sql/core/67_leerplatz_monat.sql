-- What the empty place-days of each GU in operation cost in a month, unknown without a price; the places of the month
-- hold for each of its days.
create or replace table core.leerplatz_monat as
with schritte as (
    select unterkunft, tag, sum(schritt) as schritt
    from (
        select unterkunft, einzug as tag, 1 as schritt from core.belegung where unterkunftsart = 'gu'
        union all
        select unterkunft, auszug, -1 from core.belegung where unterkunftsart = 'gu' and auszug is not null
    )
    group by unterkunft, tag
),

staende as (
    select unterkunft, tag, sum(schritt) over (partition by unterkunft order by tag) as belegt
    from schritte
),

plaetze as (
    select
        m.unterkunft,
        cast(d.tag as date) as tag,
        k.ende,
        m.plaetze_netto,
        u.eur_platz_tag,
        m.load_id,
        u.load_id as preis_load_id
    from core.kalender as k
    inner join core.unterkunft_monat as m
        on m.stichtag = k.ende and m.unterkunftsart = 'gu' and m.status = 'in_betrieb'
    inner join core.unterkunft as u on u.unterkunft_id = m.unterkunft
    cross join unnest(generate_series(
        cast(k.beginn as timestamp), cast(k.ende as timestamp), interval 1 day
    )) as d (tag)
),

tage as (
    select
        p.*,
        greatest(0, p.plaetze_netto - coalesce(s.belegt, 0)) as leer
    from plaetze as p
    asof left join staende as s on s.unterkunft = p.unterkunft and s.tag <= p.tag
)

select
    ende as monat,
    unterkunft,
    case when sum(leer) = 0 then 0 else sum(leer) * any_value(eur_platz_tag) end as eur,
    case when eur is null then '.' end as zeichen,
    list_distinct(list(load_id) || list(preis_load_id)) as load_ids
from tage
group by ende, unterkunft;
