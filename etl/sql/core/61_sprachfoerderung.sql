-- One row per municipal school; also those that were closed.
create or replace table core.schule as
select
    s.schul_nr as schule,
    s.schule as name,
    s.schulform,
    s.viertel_nr as stadtviertel,
    v.bezirk_nr as stadtbezirk,
    s.gueltig_ab,
    s.gueltig_bis
from stage.schulen as s
left join core.stadtviertel as v on v.viertel_nr = s.viertel_nr;

-- One row per application: what a school was granted and spent in a school half-year, and whom it reached.
create or replace table core.sfo_antrag as
select
    a.schul_nr as schule,
    s.schulform,
    s.stadtbezirk,
    a.schuljahr,
    a.halbjahr,
    a.bewilligt,
    a.verausgabt,
    -- "<3" is one or two: it counts as one.
    coalesce(a.kinder, case when a.kinder_zeichen = '<3' then 1 end) as kinder,
    a.load_id
from stage.sfo_antraege as a
left join core.schule as s on s.schule = a.schul_nr;

-- One row per school that reported its need and school half-year: need at the Stichtag, children reached, money granted.
create or replace table core.sfo_halbjahr as
with bedarf as (
    select
        schul_nr as schule,
        stichtag,
        coalesce(mit_bedarf, case when mit_bedarf_zeichen = '<3' then 1 end) as mit_bedarf,
        -- School years begin in August, their second half in February.
        year(stichtag - interval 7 month) || '/' || strftime(stichtag + interval 5 month, '%y') as schuljahr,
        case when month(stichtag) between 2 and 7 then 2 else 1 end as halbjahr,
        load_id
    from stage.sfo_bedarf
),

gemeldet as (
    select
        *,
        max(stichtag) over (partition by schuljahr, halbjahr) as gemeinsamer_stichtag
    from bedarf
    where mit_bedarf is not null
    qualify row_number() over (partition by schule, schuljahr, halbjahr order by stichtag desc) = 1
),

foerderung as (
    select
        schule,
        schuljahr,
        halbjahr,
        sum(coalesce(kinder, 0)) as kinder,
        sum(coalesce(bewilligt, 0)) as bewilligt
    from core.sfo_antrag
    group by schule, schuljahr, halbjahr
)

select
    b.gemeinsamer_stichtag as stichtag,
    b.schule,
    s.schulform,
    s.stadtbezirk,
    b.mit_bedarf,
    coalesce(f.kinder, 0) as kinder,
    coalesce(f.bewilligt, 0) as bewilligt,
    b.load_id
from gemeldet as b
left join core.schule as s on s.schule = b.schule
left join foerderung as f on f.schule = b.schule and f.schuljahr = b.schuljahr and f.halbjahr = b.halbjahr
where
    (b.schuljahr, b.halbjahr) in (select (schuljahr, halbjahr) from foerderung)
    and b.gemeinsamer_stichtag <= (
        select min(data_as_of) from core.stand where source_id in ('sfo_antraege', 'sfo_bedarf')
    );

-- One row per application and quarter end: at the end of March and June the first half of the running school year is
-- over, at the end of September and December both halves of the one before.
create or replace table core.sfo_abruf as
select
    k.stichtag,
    a.schule,
    a.schulform,
    a.stadtbezirk,
    coalesce(a.bewilligt, 0) as bewilligt,
    case when a.halbjahr = 1 or month(k.stichtag) in (9, 12) then coalesce(a.verausgabt, 0) else 0 end as verausgabt,
    a.load_id
from core.monatsende as k
inner join core.sfo_antrag as a
    on a.schuljahr = (year(k.stichtag) - 1) || '/' || strftime(k.stichtag, '%y')
where
    k.quartalsende
    and k.stichtag <= (select data_as_of from core.stand where source_id = 'sfo_antraege');
