-- Months until the GU are full: by the middle planning assumption for the city, and by each of them.
select
    strftime(stichtag, '%Y-%m') as period,
    dim1,
    case when dim1 is not null then szenario end as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    monate as value,
    cast(null as decimal(18, 2)) as numerator,
    cast(null as decimal(18, 2)) as denominator,
    cast(null as bigint) as n,
    load_ids,
    case when offen then '+' end as sign
from core.reichweite
cross join (values (cast(null as text)), ('szenario')) as sicht (dim1)
where dim1 is not null or szenario = 'basis';
