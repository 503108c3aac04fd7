-- Half the sum over Stadtbezirke of the distance between their share of children in need and their share of the money.
with bezirke as (
    select
        stichtag,
        stadtbezirk,
        sum(mit_bedarf) as bedarf,
        sum(bewilligt) as mittel,
        list(distinct load_id) as load_ids
    from core.sfo_halbjahr
    group by stichtag, stadtbezirk
),

anteile as (
    select
        stichtag,
        stadtbezirk,
        cast(bedarf as double) / nullif(sum(bedarf) over (partition by stichtag), 0) as anteil_bedarf,
        cast(mittel as double) / nullif(sum(mittel) over (partition by stichtag), 0) as anteil_mittel,
        load_ids
    from bezirke
)

select
    strftime(stichtag, '%Y-%m') as period,
    cast(null as text) as dim1,
    cast(null as text) as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    -- In one order: the last digit of a sum of fractions depends on it, and a changed digit would be a correction.
    0.5 * sum(abs(anteil_bedarf - anteil_mittel) order by stadtbezirk) * 100 as value,
    cast(null as decimal(18, 2)) as numerator,
    cast(null as decimal(18, 2)) as denominator,
    cast(null as bigint) as n,
    list_distinct(flatten(list(load_ids))) as load_ids
from anteile
group by stichtag;
