-- Dissimilarity of persons in city-rented flats and inhabitants over the Stadtviertel, at quarter ends; n is the number
-- of persons in flats whose Stadtviertel is known.
with personen as (
    select stichtag, stadtviertel, sum(personen) as a, list(distinct load_id) as load_ids
    from core.belegung_monat
    where unterkunftsart in ('stadtwohnung', 'gewaehrleistungswohnung') and stadtviertel is not null
    group by stichtag, stadtviertel
),

einwohner as (
    select stichtag, stadtviertel, sum(einwohner) as b, list(distinct load_id) as load_ids
    from core.bevoelkerung
    where month(stichtag) in (3, 6, 9, 12)
    group by stichtag, stadtviertel
),

anteile as (
    select
        e.stichtag,
        coalesce(p.a, 0) as a,
        e.b,
        sum(coalesce(p.a, 0)) over (partition by e.stichtag) as a_gesamt,
        sum(e.b) over (partition by e.stichtag) as b_gesamt,
        coalesce(p.load_ids, []) || e.load_ids as load_ids
    from einwohner as e
    left join personen as p on p.stichtag = e.stichtag and p.stadtviertel = e.stadtviertel
    where e.stichtag in (select stichtag from core.belegung_monat)
)

select
    strftime(stichtag, '%Y-%m') as period,
    cast(null as text) as dim1,
    cast(null as text) as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    case when max(a_gesamt) > 0 and max(b_gesamt) > 0 and count(b) = count(*)
        then 50 * sum(abs(a / a_gesamt - b / b_gesamt)) end as value,
    cast(null as decimal(18, 2)) as numerator,
    cast(null as decimal(18, 2)) as denominator,
    max(a_gesamt) as n,
    list_distinct(flatten(list(load_ids))) as load_ids
from anteile
group by stichtag;
