-- One row per quarter of performance: cost of housing and care, the share the state paid for it, persons housed on
-- average. A quarter later than the last one with a payment of the state has no amounts yet; quarters before the first
-- delivered booking are left out, for their cost is not known.
create or replace table core.leistungsquartal as
with betraege as (
    select
        quartal,
        sum(ist) filter (where ist_aufwand and leistung in ('unterbringung', 'wohnen', 'betreuung')) as aufwand,
        -sum(ist) filter (where not ist_aufwand) as erstattung,
        list(distinct load_id) as load_ids
    from core.buchung
    where quartal >= (select date_trunc('quarter', min(monat)) from core.buchung)
    group by quartal
),

personen as (
    select
        cast(date_trunc('quarter', monat) as date) as quartal,
        sum(naechte) as naechte,
        list(distinct load_id) as load_ids
    from core.naechte_monat
    group by all
),

quartale as (
    select
        *,
        coalesce(quartal <= (select max(quartal) from betraege where erstattung <> 0), false) as abgerechnet
    from betraege
)

select
    last_day(cast(q.quartal + to_months(2) as date)) as quartal,
    case when q.abgerechnet then coalesce(q.aufwand, 0) end as aufwand,
    case when q.abgerechnet then coalesce(q.erstattung, 0) end as erstattung,
    case when q.abgerechnet then coalesce(q.aufwand, 0) - coalesce(q.erstattung, 0) end as netto,
    coalesce(p.naechte, 0) / datediff('day', q.quartal, q.quartal + to_months(3)) as personen_mittel,
    case when not q.abgerechnet then '…' end as zeichen,
    list_distinct(q.load_ids || coalesce(p.load_ids, [])) as load_ids
from quartale as q
left join personen as p on p.quartal = q.quartal;
