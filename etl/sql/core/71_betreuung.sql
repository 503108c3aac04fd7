-- One row per quarter end and running case of care; a case that ends that day no longer runs.
create or replace table core.betreuung_quartal as
select
    k.stichtag,
    b.fall_id,
    b.art,
    b.load_id
from core.monatsende as k
inner join stage.betreuung as b
    on b.beginn <= k.stichtag and coalesce(b.ende, date '9999-12-31') > k.stichtag
where
    k.quartalsende
    and k.stichtag <= (select data_as_of from core.stand where source_id = 'betreuung');

-- One row per household that took over its lease: was it looked after within three months (or from the month before on)?
create or replace table core.nachbetreuung as
select
    m.ueberfuehrt_am,
    cast(m.ueberfuehrt_am + interval 3 month as date) as frist,
    m.gesellschaft,
    count(b.fall_id) > 0 as betreut,
    m.load_id
from core.mietverhaeltnis as m
left join stage.betreuung as b
    on b.hh_id = m.hh_id and b.art = 'nachsorge'
    and b.beginn >= m.ueberfuehrt_am - 31
    and b.beginn <= cast(m.ueberfuehrt_am + interval 3 month as date)
where m.ueberfuehrt_am is not null
group by m.wohnung, m.hh_id, m.ueberfuehrt_am, m.gesellschaft, m.load_id;
