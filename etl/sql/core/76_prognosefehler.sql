-- One row per horizon, month and each of its six months looked back on: arrivals, what the last sheet issued at least
-- that many months before had expected, and the difference.
create or replace table core.prognosefehler as
with monate as (
    select cast(m.beginn as date) as monat
    from core.stand as s,
        unnest(generate_series(
            (select date_trunc('month', min(ankunft_ist)) from core.zuweisung),
            cast(s.data_as_of as timestamp),
            interval 1 month
        )) as m (beginn)
    where s.source_id = 'zuweisungen' and last_day(cast(m.beginn as date)) <= s.data_as_of
),

ist as (
    select
        m.monat,
        coalesce(sum(z.personen), 0) as personen,
        list(distinct z.load_id) filter (where z.load_id is not null) as load_ids
    from monate as m
    left join core.zuweisung as z
        on date_trunc('month', z.ankunft_ist) = m.monat and z.zugangsart = 'zuweisung'
    group by m.monat
),

treffer as (
    select
        h.horizont,
        i.monat,
        i.personen as ist,
        arg_max(p.zugang, p.erstellt_am) as prognose,
        any_value(i.load_ids) as load_ids,
        arg_max(p.load_id, p.erstellt_am) as planung_load_id
    from ist as i
    cross join (values (1), (3)) as h (horizont)
    left join core.planung as p
        on p.zielmonat = i.monat and p.szenario = 'basis' and p.erstellt_am < i.monat - to_months(h.horizont - 1)
    group by h.horizont, i.monat, i.personen
),

beginn as (
    select min(monat) + interval 5 month as erster from treffer where prognose is not null
)

select
    t.horizont,
    last_day(m.monat) as monat,
    t.monat as zielmonat,
    t.ist,
    t.prognose,
    abs(t.ist - t.prognose) as fehler,
    case when t.prognose is null then '.' end as zeichen,
    list_distinct(coalesce(t.load_ids, []) || [t.planung_load_id]) as load_ids
from beginn as b
inner join monate as m on m.monat >= b.erster
inner join treffer as t on t.monat between m.monat - interval 5 month and m.monat;
