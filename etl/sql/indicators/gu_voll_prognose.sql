-- Months from the Stand until the usable places are occupied by the forecast: the middle, and one and nine of ten courses.
select
    stand as period,
    case when quantile <> 0.5 then 'spanne' end as dim1,
    case quantile when 0.1 then 'frueh' when 0.9 then 'spaet' end as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    value,
    case when period is null then '+' end as sign
from foresight.answer
where scenario = 'plan' and question = 'monate_bis_voll';
