-- Median days from a volunteer's application to the first assignment, by quarter of that assignment; n volunteers.
select
    year(m.stichtag) || '-Q' || quarter(m.stichtag) as period,
    cast(null as text) as dim1,
    cast(null as text) as member1,
    cast(null as text) as dim2,
    cast(null as text) as member2,
    median(e.tage) as value,
    cast(null as decimal(18, 2)) as numerator,
    cast(null as decimal(18, 2)) as denominator,
    count(e.tage) as n,
    list(distinct e.load_id) filter (where e.load_id is not null) as load_ids
from core.monatsende as m
left join core.ehrenamt as e
    on e.erster_einsatz >= date_trunc('quarter', m.stichtag) and e.erster_einsatz <= m.stichtag
where
    m.quartalsende
    and m.stichtag >= (select min(erster_einsatz) from core.ehrenamt)
    and m.stichtag <= (select data_as_of from core.stand where source_id = 'ehrenamt')
group by m.stichtag;
