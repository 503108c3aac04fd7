-- Kaplan-Meier median of the months from moving into a city-rented flat to the household's own lease, as known at each
-- quarter end: households without it are censored when they leave the flat or, if they still live there, at that day.
-- n grows with every household, so it is given in whole tens: the difference of two quarters tells of no single one.
with faelle as (
    select wohnung, hh_id, gesellschaft, beginn, stadt_ende, ueberfuehrt_am, load_id
    from core.mietverhaeltnis
    where beginn is not null
),

quartale as (
    select stichtag
    from core.monatsende
    where
        quartalsende
        and stichtag >= (select min(beginn) from faelle)
        and stichtag <= (
            select min(data_as_of) from core.stand
            where source_id in ('mietverhaeltnisse', 'kontingent_a', 'kontingent_b', 'kontingent_privat')
        )
),

dauern as (
    select
        q.stichtag,
        f.gesellschaft,
        coalesce(f.ueberfuehrt_am <= q.stichtag, false) as ereignis,
        case
            when f.ueberfuehrt_am <= q.stichtag then f.ueberfuehrt_am
            else least(q.stichtag, coalesce(f.stadt_ende, q.stichtag))
        end - f.beginn as tage,
        f.load_id
    from quartale as q
    inner join faelle as f on f.beginn <= q.stichtag
),

gesichtet as (
    select stichtag, cast(null as text) as gesellschaft, ereignis, tage, load_id from dauern
    union all
    select stichtag, gesellschaft, ereignis, tage, load_id from dauern where gesellschaft is not null
),

tafel as (
    select
        stichtag,
        gesellschaft,
        tage,
        count(*) filter (where ereignis) as ereignisse,
        sum(count(*)) over (partition by stichtag, gesellschaft order by tage desc) as unter_beobachtung
    from gesichtet
    group by stichtag, gesellschaft, tage
),

verlauf as (
    select
        stichtag,
        gesellschaft,
        tage,
        product(1 - ereignisse / unter_beobachtung) over (
            partition by stichtag, gesellschaft order by tage
        ) as anteil
    from tafel
    where ereignisse > 0
),

-- One half is reached in whole steps; the tolerance is for the product of fractions only.
mediane as (
    select stichtag, gesellschaft, min(tage) as tage
    from verlauf
    where anteil <= 0.5 + 1e-9
    group by stichtag, gesellschaft
),

umfang as (
    select stichtag, gesellschaft, count(*) as n, list(distinct load_id) as load_ids
    from gesichtet
    group by stichtag, gesellschaft
)

select
    year(u.stichtag) || '-Q' || quarter(u.stichtag) as period,
    case when u.gesellschaft is not null then 'gesellschaft' end as dim1,
    u.gesellschaft as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    m.tage / 30.4375 as value,
    cast(null as decimal(18, 2)) as numerator,
    cast(null as decimal(18, 2)) as denominator,
    case when u.n >= 10 then u.n // 10 * 10 else u.n end as n,
    u.load_ids
from umfang as u
left join mediane as m on m.stichtag = u.stichtag and m.gesellschaft is not distinct from u.gesellschaft;
