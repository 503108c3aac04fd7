-- Months left until a decision on new places: until the GU are full, less the lead time in force; by planning
-- assumption at the middle lead time, and by lead time at the middle assumption.
with vorlauf as (
    select
        r.stichtag,
        p.variante,
        arg_max(p.wert, p.gueltig_ab) as monate
    from (select distinct stichtag from core.reichweite) as r
    inner join core.parameter as p on p.name = 'vorlaufzeit_monate' and p.gueltig_ab <= r.stichtag
    group by r.stichtag, p.variante
)

select
    strftime(r.stichtag, '%Y-%m') as period,
    s.dim1,
    case s.dim1 when 'szenario' then r.szenario when 'vorlaufzeit' then v.variante end as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    r.monate - v.monate as value,
    cast(null as decimal(18, 2)) as numerator,
    cast(null as decimal(18, 2)) as denominator,
    cast(null as bigint) as n,
    r.load_ids,
    case when r.offen then '+' end as sign
from core.reichweite as r
inner join vorlauf as v on v.stichtag = r.stichtag
cross join (values (cast(null as text)), ('szenario'), ('vorlaufzeit')) as s (dim1)
where
    (s.dim1 is not distinct from 'szenario' or r.szenario = 'basis')
    and (s.dim1 is not distinct from 'vorlaufzeit' or v.variante = 'basis');
