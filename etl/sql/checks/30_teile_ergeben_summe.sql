-- The members of a breakdown add up to the whole city, where all of them are known.
with teile as (
    select measure, period, dim1, dim2, sum(value) as summe
    from result.cells
    where dim1 is not null
    group by measure, period, dim1, dim2
    having count(*) filter (where value is null and sign is distinct from '-') = 0
)

select
    'In ' || t.measure || ' ' || t.period || ' ergeben die Teile nach ' || t.dim1 || coalesce(' und ' || t.dim2, '')
    || ' nicht die Summe.' as satz
from teile as t
left join result.cells as g on g.measure = t.measure and g.period = t.period and g.dim1 is null
where g.value is distinct from t.summe and g.value is not null;
