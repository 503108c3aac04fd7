-- Children of three to under six years in Kitas per 100 inhabitants of that age: non-German, beside them German and gap.
with gruppen as (
    select
        stichtag,
        any_value(kinder) filter (where nationalitaet = 'nichtdeutsch') as kinder_nd,
        any_value(einwohner) filter (where nationalitaet = 'nichtdeutsch') as einwohner_nd,
        any_value(kinder) filter (where nationalitaet = 'deutsch') as kinder_d,
        any_value(einwohner) filter (where nationalitaet = 'deutsch') as einwohner_d,
        list(distinct load_id) as load_ids
    from core.kita
    where altersgruppe = '3bis5'
    group by stichtag
),

quoten as (
    select
        *,
        cast(kinder_nd as double) / nullif(einwohner_nd, 0) * 100 as quote_nd,
        cast(kinder_d as double) / nullif(einwohner_d, 0) * 100 as quote_d
    from gruppen
),

sichten as (
    select stichtag, cast(null as text) as member1, quote_nd as value, kinder_nd as numerator,
        einwohner_nd as denominator, load_ids
    from quoten
    union all
    select stichtag, 'deutsch', quote_d, kinder_d, einwohner_d, load_ids from quoten
    union all
    select stichtag, 'abstand', quote_d - quote_nd, null, null, load_ids from quoten
)

select
    strftime(stichtag, '%Y-%m') as period,
    case when member1 is not null then 'vergleichsgruppe' end as dim1,
    member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    value,
    cast(numerator as decimal(18, 2)) as numerator,
    cast(denominator as decimal(18, 2)) as denominator,
    cast(null as bigint) as n,
    load_ids
from sichten;
