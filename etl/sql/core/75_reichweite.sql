-- One row per month end and planning scenario: months until the GU are full by the latest planning then; `offen` means
-- that they are not full within the months planned (at most twelve), `monate` is then the first month not planned.
create or replace table core.reichweite as
with ausgang as (
    select
        b.stichtag,
        coalesce(sum(b.personen) filter (where b.unterkunftsart = 'gu'), 0) as belegung,
        any_value(b.load_id) as load_id
    from core.belegung_monat as b
    group by b.stichtag
),

-- For each month ahead the latest sheet that names it.
planung as (
    select
        a.stichtag,
        p.szenario,
        datediff('month', a.stichtag, p.zielmonat) as h,
        arg_max(p.zugang - p.abgang, p.erstellt_am) as mehr,
        arg_max(p.load_id, p.erstellt_am) as load_id
    from ausgang as a
    inner join core.planung as p
        on p.erstellt_am <= a.stichtag and datediff('month', a.stichtag, p.zielmonat) between 1 and 12
            and p.szenario <> 'modell'
    group by a.stichtag, p.szenario, p.zielmonat
),

-- A month that no sheet names ends what can be said.
luecke as (
    select stichtag, szenario, h, mehr, load_id
    from planung
    qualify row_number() over (partition by stichtag, szenario order by h) = h
),

schritte as (
    select distinct stichtag, szenario, 0 as h, 0 as mehr, min(load_id) over (partition by stichtag, szenario) as load_id
    from luecke
    union all
    select stichtag, szenario, h, mehr, load_id from luecke
),

erwartet as (
    select
        s.stichtag,
        s.szenario,
        s.h,
        last_day(cast(date_trunc('month', s.stichtag) as date) + to_months(s.h)) as monatsende,
        a.belegung + sum(s.mehr) over (partition by s.stichtag, s.szenario order by s.h) as belegung,
        a.load_id,
        s.load_id as planung_load_id
    from schritte as s
    inner join ausgang as a on a.stichtag = s.stichtag
),

-- Planned places: what is in operation now, without contracts that end before, with sites that open until then. A
-- contract whose end has passed while the site is in operation runs on.
geplant as (
    select
        e.stichtag,
        e.szenario,
        e.h,
        sum(m.plaetze_netto) filter (where
            (m.status = 'in_betrieb' or (m.status = 'im_aufbau' and u.in_betrieb_ab <= e.monatsende))
            and (u.vertrag_ende is null or u.vertrag_ende < e.stichtag or u.vertrag_ende >= e.monatsende)
        ) as plaetze,
        list(m.load_id) as load_ids
    from erwartet as e
    inner join core.unterkunft_monat as m on m.stichtag = e.stichtag and m.unterkunftsart = 'gu'
    inner join core.unterkunft as u on u.unterkunft_id = m.unterkunft
    group by e.stichtag, e.szenario, e.h
)

select
    e.stichtag,
    e.szenario,
    coalesce(min(e.h) filter (where e.belegung > coalesce(g.plaetze, 0)), max(e.h) + 1) as monate,
    count(*) filter (where e.belegung > coalesce(g.plaetze, 0)) = 0 as offen,
    list_distinct(flatten(list(g.load_ids)) || list(e.load_id) || list(e.planung_load_id)) as load_ids
from erwartet as e
inner join geplant as g on g.stichtag = e.stichtag and g.szenario = e.szenario and g.h = e.h
group by e.stichtag, e.szenario;
