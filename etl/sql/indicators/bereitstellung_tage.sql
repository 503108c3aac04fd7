-- Median days from the request for a flat to its handover, by month of the handover; n is the number of flats.
with uebergaben as (
    select
        date_trunc('month', uebergabe) as monat,
        uebergabe - bedarfsmeldung as tage,
        gesellschaft,
        load_id
    from core.wohnung
    where uebergabe - bedarfsmeldung is not null
),

sichten as (
    select cast(null as text) as gesellschaft
    union all
    select distinct gesellschaft from uebergaben
)

select
    strftime(m.monatsbeginn, '%Y-%m') as period,
    case when s.gesellschaft is not null then 'gesellschaft' end as dim1,
    s.gesellschaft as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    median(u.tage) as value,
    cast(null as decimal(18, 2)) as numerator,
    cast(null as decimal(18, 2)) as denominator,
    count(u.tage) as n,
    list(distinct u.load_id) filter (where u.load_id is not null) as load_ids
from core.monatsende as m
cross join sichten as s
left join uebergaben as u
    on u.monat = m.monatsbeginn and (s.gesellschaft is null or u.gesellschaft = s.gesellschaft)
where
    m.monatsbeginn >= (select min(monat) from uebergaben)
    and m.stichtag <= (
        select min(data_as_of) from core.stand
        where source_id in ('kontingent_a', 'kontingent_b', 'kontingent_privat')
    )
group by m.monatsbeginn, s.gesellschaft;
