-- Share of courses and months of the coming year in which people wait: in all, for flats, because of the limit.
with teile as (
    select
        stand,
        replace(question, 'engpass_', '') as engpass,
        value * 100 as anteil
    from foresight.answer
    where scenario = 'plan' and question in ('engpass_wohnungen', 'engpass_kontingent')
)

select
    stand as period,
    case when grouping(engpass) = 0 then 'engpass' end as dim1,
    engpass as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    sum(anteil) as value,
    cast(null as text) as sign
from teile
group by grouping sets ((stand), (stand, engpass));
