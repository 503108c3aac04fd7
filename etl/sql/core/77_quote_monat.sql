-- One row per month: persons assigned since its half-year began, and what the quota made of the arrivals in the state.
create or replace table core.quote_monat as
with monate as (
    select
        cast(m.beginn as date) as monat,
        make_date(year(m.beginn), case when month(m.beginn) <= 6 then 1 else 7 end, 1) as halbjahr_beginn
    from (
        select cast(unnest(generate_series(
            (select date_trunc('month', min(monat)) from stage.landesverteilung),
            (select cast(min(data_as_of) as timestamp) from core.stand
            where source_id in ('zuweisungen', 'landesverteilung')),
            interval 1 month
        )) as date) as beginn
    ) as m
),

land as (
    select
        m.monat,
        sum(l.personen) as personen,
        count(l.monat) = datediff('month', m.halbjahr_beginn, m.monat) + 1 as vollstaendig,
        list(l.load_id) filter (where l.load_id is not null) as load_ids
    from monate as m
    left join stage.landesverteilung as l on l.monat between m.halbjahr_beginn and m.monat
    group by m.monat, m.halbjahr_beginn
),

stadt as (
    select
        m.monat,
        coalesce(sum(z.personen), 0) as personen,
        list(distinct z.load_id) filter (where z.load_id is not null) as load_ids
    from monate as m
    left join core.zuweisung as z
        on z.ankunft_ist between m.halbjahr_beginn and last_day(m.monat) and z.zugangsart = 'zuweisung'
    group by m.monat
)

select
    last_day(m.monat) as monat,
    s.personen as zugewiesen,
    case when l.vollstaendig then l.personen * q.quote_pct / 100 end as soll,
    case when soll is null then '…' end as zeichen,
    list_distinct(coalesce(s.load_ids, []) || coalesce(l.load_ids, [])) as load_ids
from monate as m
inner join land as l on l.monat = m.monat
inner join stadt as s on s.monat = m.monat
left join core.aufnahmequote as q
    on q.halbjahr = year(m.monat) || '-H' || case when month(m.monat) <= 6 then 1 else 2 end;
