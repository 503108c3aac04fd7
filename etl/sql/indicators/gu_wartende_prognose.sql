-- Persons ready for a flat of the city and still in GU, twelve months after the Stand.
select
    stand as period,
    cast(null as text) as dim1,
    cast(null as text) as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    value,
    cast(null as text) as sign
from foresight.answer
where scenario = 'plan' and question = 'wartende';
