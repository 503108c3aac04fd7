-- Person-nights in emergency shelters per month, for the city and by shelter; n is the number of persons behind them.
with monate as (
    select k.ende as monat, k.beginn
    from core.kalender as k
    where k.ende <= (
        select min(data_as_of) from core.stand where source_id in ('belegungen', 'unterkuenfte')
    )
),

orte as (
    select distinct unterkunft from core.naechte_monat where unterkunftsart = 'notunterkunft'
    union all
    select null
)

select
    strftime(m.monat, '%Y-%m') as period,
    case when o.unterkunft is not null then 'unterkunft' end as dim1,
    o.unterkunft as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    coalesce(sum(n.naechte), 0) as value,
    cast(null as decimal(18, 2)) as numerator,
    cast(null as decimal(18, 2)) as denominator,
    coalesce(sum(n.personen), 0) as n,
    list(distinct n.load_id) filter (where n.load_id is not null) as load_ids
from monate as m
cross join orte as o
left join core.naechte_monat as n
    on n.monat = m.monat and n.unterkunftsart = 'notunterkunft'
    and (o.unterkunft is null or n.unterkunft = o.unterkunft)
group by m.monat, o.unterkunft;
