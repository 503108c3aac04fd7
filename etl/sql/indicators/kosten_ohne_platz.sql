-- Euro that persons without a place would cost elsewhere in the twelve months after the Stand, on average over all courses.
select
    stand as period,
    cast(null as text) as dim1,
    cast(null as text) as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    value,
    cast(null as text) as sign
from foresight.answer
where scenario = 'plan' and question = 'kosten_ohne_platz';
