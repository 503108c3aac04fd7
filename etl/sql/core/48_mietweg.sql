-- One row per month end and owner: households that live under their own lease after taking it over. The last day of a
-- lease still counts.
create or replace table core.privatmiete_monat as
with stand as (
    select min(data_as_of) as tag from core.stand
    where source_id in ('mietverhaeltnisse', 'kontingent_a', 'kontingent_b', 'kontingent_privat')
)

select
    k.stichtag,
    m.gesellschaft,
    count(*) as haushalte,
    any_value(m.load_id) as load_id
from core.monatsende as k
inner join core.mietverhaeltnis as m
    on m.ueberfuehrt_am <= k.stichtag and coalesce(m.privat_ende, date '9999-12-31') >= k.stichtag
where k.stichtag <= (select tag from stand)
group by k.stichtag, m.gesellschaft;

-- One row per quarter end, owner, Stadtbezirk, size of the flat and named obstacle: households that have lived under the
-- city's lease for more than 18 months. A quarter end without any has a row of its own with no households.
create or replace table core.kontingent_lang as
with stand as (
    select min(data_as_of) as tag from core.stand
    where source_id in ('mietverhaeltnisse', 'kontingent_a', 'kontingent_b', 'kontingent_privat')
),

quartale as (
    select stichtag from core.monatsende
    where quartalsende and stichtag <= (select tag from stand)
        and stichtag >= (select min(beginn) from core.mietverhaeltnis)
),

-- Of several rows about the same start the one that names an obstacle speaks.
gruende as (
    select wohnung_id, hh_id, beginn, min(hindernis) as hindernis
    from stage.mietverhaeltnisse
    where mietverhaeltnis = 'stadt'
    group by wohnung_id, hh_id, beginn
),

lang as (
    select
        k.stichtag,
        m.gesellschaft,
        m.stadtbezirk,
        case
            when w.zimmer = 1 then 'eins' when w.zimmer = 2 then 'zwei' when w.zimmer = 3 then 'drei'
            when w.zimmer >= 4 then 'vier_mehr'
        end as wohnungsgroesse,
        coalesce(g.hindernis, 'keines') as hindernis,
        count(*) as haushalte,
        any_value(m.load_id) as load_id
    from quartale as k
    inner join core.mietverhaeltnis as m
        on m.beginn + interval 18 month < k.stichtag
        and coalesce(m.stadt_ende, date '9999-12-31') >= k.stichtag
    left join core.wohnung as w on w.wohnung = m.wohnung
    left join gruende as g on g.wohnung_id = m.wohnung and g.hh_id = m.hh_id and g.beginn = m.beginn
    group by all
)

select * from lang
union all by name
select stichtag, 0 as haushalte from quartale where stichtag not in (select stichtag from lang);
