-- Months from the present until the last month to order new places in: at the middle lead time, and at each of them.
with vorlauf as (
    select
        p.variante,
        cast(arg_max(p.wert, p.gueltig_ab) as integer) as monate
    from core.parameter as p
    where p.name = 'vorlaufzeit_monate'
    group by p.variante
)

select
    a.stand as period,
    s.dim1,
    case when s.dim1 is not null then v.variante end as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    a.value,
    case when a.period is null then '+' end as sign
from foresight.answer as a
inner join vorlauf as v on a.question = 'bestelltermin_' || v.monate
cross join (values (cast(null as text)), ('vorlaufzeit')) as s (dim1)
where a.scenario = 'plan' and (s.dim1 is not null or v.variante = 'basis');
