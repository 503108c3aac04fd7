-- Median length of the GU stays that ended in the month or the two before; n is the number of persons.
with monate as (
    select cast(m.beginn as date) as beginn
    from core.stand as s,
        unnest(generate_series(
            (select date_trunc('month', min(ersteinzug)) + interval 2 month from core.aufenthalt),
            cast(s.data_as_of as timestamp),
            interval 1 month
        )) as m (beginn)
    where s.source_id = 'belegungen' and last_day(cast(m.beginn as date)) <= s.data_as_of
)

select
    strftime(m.beginn, '%Y-%m') as period,
    cast(null as text) as dim1,
    cast(null as text) as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    median(a.tage) as value,
    cast(null as decimal(18, 2)) as numerator,
    cast(null as decimal(18, 2)) as denominator,
    count(a.tage) as n,
    list(distinct a.load_id) filter (where a.load_id is not null) as load_ids
from monate as m
left join core.aufenthalt as a
    on a.auszug between cast(m.beginn - interval 2 month as date) and last_day(m.beginn)
group by m.beginn;
