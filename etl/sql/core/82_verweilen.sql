-- One row per chained stay in GU with the month it began (monat_ein), ended (monat_aus) and in which the person became
-- ready for a flat (monat_bereit): the end of the entitlement, or the move into a flat of the city where that came
-- first. Months count from year 0.
create or replace table core.verweilen as
with ende as (
    select a.pid, a.ersteinzug, max(b.anspruch_ende) as anspruch_ende
    from core.aufenthalt as a
    inner join core.belegung as b
        on b.pid = a.pid and b.unterkunftsart = 'gu'
        and b.einzug between a.ersteinzug and coalesce(a.auszug, date '9999-12-31')
    group by a.pid, a.ersteinzug
),

tage as (
    select
        a.pid,
        a.ersteinzug,
        a.auszug,
        coalesce(a.ziel = 'kontingent', false) as in_stadtwohnung,
        least(
            case when e.anspruch_ende <= coalesce(a.auszug, s.data_as_of) then e.anspruch_ende end,
            case when a.ziel = 'kontingent' then a.auszug end
        ) as bereit_am,
        a.load_id
    from core.aufenthalt as a
    inner join ende as e on e.pid = a.pid and e.ersteinzug = a.ersteinzug
    cross join core.stand as s
    where s.source_id = 'belegungen'
)

select
    pid,
    ersteinzug,
    year(ersteinzug) * 12 + month(ersteinzug) - 1 as monat_ein,
    year(auszug) * 12 + month(auszug) - 1 as monat_aus,
    -- Who leaves without a flat of the city in the month of the end of the entitlement was not waiting for one.
    case
        when bereit_am is null then null
        when in_stadtwohnung or auszug is null or last_day(auszug) > last_day(bereit_am)
            then greatest(year(bereit_am) * 12 + month(bereit_am) - 1, year(ersteinzug) * 12 + month(ersteinzug) - 1)
    end as monat_bereit,
    in_stadtwohnung,
    auszug,
    load_id
from tage;

-- One row per month, months of stay before it (0 to 36, the last one open) and whether ready before it: persons who
-- were there, those who left without a flat of the city, and those who became ready.
create or replace table core.verweilen_monat as
with monate as (
    select year(beginn) * 12 + month(beginn) - 1 as monat, strftime(beginn, '%Y-%m') as periode from core.kalender
)

select
    m.periode,
    least(36, m.monat - v.monat_ein) as alter_monate,
    coalesce(v.monat_bereit < m.monat, false) as bereit,
    count(*) as personen,
    count(*) filter (where v.monat_aus = m.monat and not v.in_stadtwohnung) as ausgezogen,
    count(*) filter (where v.monat_bereit = m.monat) as bereit_geworden
from monate as m
inner join core.verweilen as v on v.monat_ein <= m.monat and coalesce(v.monat_aus, m.monat) >= m.monat
group by all;

-- One row per month end, class of stay and whether ready for a flat: persons in GU, as gu_belegung counts them.
create or replace table core.bestand_dauer as
with anwesend as (
    select
        k.ende as stichtag,
        year(k.ende) * 12 + month(k.ende) - 1 as monat,
        v.monat_ein,
        v.monat_bereit,
        b.load_id
    from core.kalender as k
    inner join core.belegung as b
        on b.unterkunftsart = 'gu' and b.einzug <= k.ende and coalesce(b.auszug, date '9999-12-31') > k.ende
    inner join core.verweilen as v
        on v.pid = b.pid and b.einzug between v.ersteinzug and coalesce(v.auszug, date '9999-12-31')
)

select
    stichtag,
    case
        when monat - monat_ein < 3 then 'unter3'
        when monat - monat_ein < 6 then 'unter6'
        when monat - monat_ein < 12 then 'unter12'
        when monat - monat_ein < 24 then 'unter24'
        when monat - monat_ein < 36 then 'unter36'
        else 'ab36'
    end as aufenthaltsdauer,
    coalesce(monat_bereit <= monat, false) as bereit,
    count(*) as personen,
    any_value(load_id) as load_id
from anwesend
group by all;

-- One row per month: persons who came into GU, flats of the city that people from GU moved into, and how many these were.
create or replace table core.gu_wechsel_monat as
with zugang as (
    select monat_ein as monat, count(*) as personen from core.verweilen group by monat_ein
),

umzug as (
    select
        year(w.einzug) * 12 + month(w.einzug) - 1 as monat,
        count(distinct w.wohnung) as wohnungen,
        count(*) as personen
    from core.belegung as w
    where w.wohnung is not null and w.unterkunftsart = 'stadtwohnung' and exists (
        select 1 from core.aufenthalt as a
        where a.pid = w.pid and a.auszug between w.einzug - 31 and w.einzug + 3
    )
    group by monat
)

select
    strftime(k.beginn, '%Y-%m') as periode,
    coalesce(z.personen, 0) as zugang,
    coalesce(u.wohnungen, 0) as wohnungen,
    coalesce(u.personen, 0) as in_wohnungen
from core.kalender as k
left join zugang as z on z.monat = year(k.beginn) * 12 + month(k.beginn) - 1
left join umzug as u on u.monat = year(k.beginn) * 12 + month(k.beginn) - 1;

-- One row per month: persons in flats of the city at its beginning and those who left during it; households there and
-- those whose lease passed to them.
create or replace table core.wohnung_wechsel_monat as
select
    strftime(k.beginn, '%Y-%m') as periode,
    count(*) as personen,
    count(*) filter (where b.auszug <= k.ende) as ausgezogen,
    (
        select count(*) from core.mietverhaeltnis as m
        where m.beginn < k.beginn and coalesce(m.stadt_ende, date '9999-12-31') >= k.beginn
    ) as haushalte,
    (
        select count(*) from core.mietverhaeltnis as m
        where m.beginn < k.beginn and m.ueberfuehrt_am between k.beginn and k.ende
    ) as ueberfuehrt
from core.kalender as k
inner join core.belegung as b
    on b.unterkunftsart in ('stadtwohnung', 'gewaehrleistungswohnung') and b.einzug < k.beginn
    and coalesce(b.auszug, date '9999-12-31') >= k.beginn
group by k.beginn, k.ende;
