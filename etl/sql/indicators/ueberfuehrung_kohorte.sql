-- Kaplan-Meier share of households with their own lease so many months after moving into a city-rented flat, by year of
-- moving in, as known at the Stand, while at least ten households are observed. Whole percent, and n in whole tens; of
-- fewer than fifty households every step of a curve would be one of them, so these years have none. The city's own row
-- is the share after 18 months.
with stand as (
    select min(data_as_of) as tag from core.stand
    where source_id in ('mietverhaeltnisse', 'kontingent_a', 'kontingent_b', 'kontingent_privat')
),

faelle as (
    select
        year(m.beginn) as jahr,
        coalesce(m.ueberfuehrt_am <= s.tag, false) as ereignis,
        case
            when m.ueberfuehrt_am <= s.tag then m.ueberfuehrt_am
            else least(s.tag, coalesce(m.stadt_ende, s.tag))
        end - m.beginn as tage,
        m.load_id
    from core.mietverhaeltnis as m
    cross join stand as s
    where m.beginn is not null and m.beginn <= s.tag
),

umfang as (
    select jahr, count(*) as anfang, list(distinct load_id) as load_ids from faelle group by jahr
),

tafel as (
    select
        jahr,
        tage,
        count(*) filter (where ereignis) as ereignisse,
        sum(count(*)) over (partition by jahr order by tage desc) as unter_beobachtung
    from faelle
    group by jahr, tage
),

monate as (
    select u.jahr, u.anfang, u.load_ids, m.monat, m.monat * 30.4375 as grenze
    from umfang as u
    cross join unnest(generate_series(0, 48, 3)) as m (monat)
),

punkte as (
    select
        p.jahr,
        p.monat,
        any_value(p.anfang) as anfang,
        any_value(p.load_ids) as load_ids,
        round(100 * (1 - coalesce(
            product(1 - t.ereignisse / t.unter_beobachtung) filter (where t.tage <= p.grenze), 1
        ))) as anteil,
        coalesce(max(t.unter_beobachtung) filter (where t.tage >= p.grenze), 0) as n
    from monate as p
    inner join tafel as t on t.jahr = p.jahr
    group by p.jahr, p.monat
),

sichten as (
    select
        jahr,
        'wohndauer' as dim1,
        'm' || lpad(cast(monat as text), 2, '0') as member1,
        anteil,
        n,
        n >= 10 and anfang >= 50 as zeigbar,
        load_ids
    from punkte
    where n > 0
    union all
    select jahr, null, null, anteil, n, n >= 10 and anfang >= 50, load_ids from punkte where monat = 18
)

select
    cast(jahr as text) as period,
    dim1,
    member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    case when zeigbar then anteil end as value,
    cast(null as decimal(18, 2)) as numerator,
    cast(null as decimal(18, 2)) as denominator,
    case when zeigbar then n // 10 * 10 end as n,
    load_ids,
    case when n = 0 then '…' when not zeigbar then 'g' end as sign
from sichten;
