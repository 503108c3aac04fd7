-- One row per household in a city-rented flat: from the first day to the last under the city, then its own lease.
-- Some owners write the take-over into the row, others end it and begin a private one at most three days later.
create or replace table core.mietverhaeltnis as
with zeilen as (
    select
        *,
        case when ueberfuehrung_erfolgt > beginn then ueberfuehrung_erfolgt end as uebernommen_am
    from stage.mietverhaeltnisse
),

-- The day to join on is a column of its own: a condition on the left side alone would compare every row with every row.
stadt as (
    select
        *,
        case when uebernommen_am is null then ende end as frei_ab
    from zeilen
    where mietverhaeltnis = 'stadt' or uebernommen_am is not null
),

privat as (select * from zeilen where mietverhaeltnis = 'privat' and uebernommen_am is null),

paare as (
    select
        s.wohnung_id,
        s.hh_id,
        s.beginn,
        case when s.uebernommen_am is null then s.ende else s.uebernommen_am - 1 end as stadt_ende,
        coalesce(s.uebernommen_am, p.beginn) as ueberfuehrt_am,
        case when s.uebernommen_am is null then p.ende else s.ende end as privat_ende,
        case when p.beginn is null then s.ende_grund else p.ende_grund end as ende_grund,
        p.beginn as privat_beginn,
        s.load_id
    from stadt as s
    left join privat as p
        on p.wohnung_id = s.wohnung_id and p.hh_id = s.hh_id and p.beginn between s.frei_ab and s.frei_ab + 3
    qualify row_number() over (partition by s.wohnung_id, s.hh_id, s.beginn order by p.beginn) = 1
),

-- A take-over whose row under the city is missing: converted, but nobody knows since when they lived there.
einzeln as (
    select p.wohnung_id, p.hh_id, p.ueberfuehrung_erfolgt as ueberfuehrt_am, p.ende, p.ende_grund, p.load_id
    from privat as p
    anti join paare as a on a.wohnung_id = p.wohnung_id and a.hh_id = p.hh_id and a.privat_beginn = p.beginn
    where p.ueberfuehrung_erfolgt is not null
),

alle as (
    select wohnung_id, hh_id, beginn, stadt_ende, ueberfuehrt_am, privat_ende, ende_grund, load_id from paare
    union all
    select wohnung_id, hh_id, null, null, ueberfuehrt_am, ende, ende_grund, load_id from einzeln
)

select
    a.wohnung_id as wohnung,
    a.hh_id,
    w.gesellschaft,
    w.stadtviertel,
    w.stadtbezirk,
    a.beginn,
    -- Nobody lives there under the city longer than the city rents.
    case
        when w.ende >= a.beginn and (a.stadt_ende is null or w.ende < a.stadt_ende) then w.ende
        else a.stadt_ende
    end as stadt_ende,
    a.ueberfuehrt_am,
    a.privat_ende,
    a.ende_grund,
    cast(a.ueberfuehrt_am + interval 12 month as date) as jahrestag,
    a.ueberfuehrt_am is not null and (
        a.privat_ende is null
        or a.privat_ende >= cast(a.ueberfuehrt_am + interval 12 month as date)
        or coalesce(a.ende_grund = 'umzug', false)
    ) as stabil,
    a.load_id
from alle as a
left join core.wohnung as w on w.wohnung = a.wohnung_id;

-- One row per first day of a quarter, owner and Stadtbezirk: flats in which a household lives under the city's lease.
create or replace table core.mietbestand_quartal as
select
    k.monatsbeginn as quartalsbeginn,
    m.gesellschaft,
    m.stadtbezirk,
    count(distinct m.wohnung) as wohnungen,
    any_value(m.load_id) as load_id
from core.monatsende as k
inner join core.mietverhaeltnis as m
    on m.beginn <= k.monatsbeginn and coalesce(m.stadt_ende, date '9999-12-31') >= k.monatsbeginn
where month(k.monatsbeginn) in (1, 4, 7, 10)
group by k.monatsbeginn, m.gesellschaft, m.stadtbezirk;
