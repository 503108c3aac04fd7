-- One row per flat that the city rents or rented, from the lists of both companies and of all other landlords;
-- ende is the last day of the city's contract.
create or replace table core.wohnung as
with listen as (
    select 'kontingent_a' as source_id, wohnung_id, gesellschaft, viertel_nr, zimmer, qm, max_personen, bedarfsmeldung,
        uebergabe, vertragsbeginn, vertragsende, kaltmiete, nebenkosten, status, load_id
    from stage.kontingent_a
    union all
    select 'kontingent_b', wohnung_id, gesellschaft, viertel_nr, zimmer, qm, max_personen, bedarfsmeldung,
        uebergabe, vertragsbeginn, vertragsende, kaltmiete, nebenkosten, status, load_id
    from stage.kontingent_b
    union all
    select 'kontingent_privat', wohnung_id, gesellschaft, viertel_nr, zimmer, qm, max_personen, bedarfsmeldung,
        uebergabe, vertragsbeginn, vertragsende, kaltmiete, nebenkosten, status, load_id
    from stage.kontingent_privat
),

-- A company that only changes the status leaves the end to the list of leases.
uebernahme as (
    select wohnung_id, min(ueberfuehrung_erfolgt) as ueberfuehrt_am
    from stage.mietverhaeltnisse
    group by wohnung_id
)

select
    l.wohnung_id as wohnung,
    l.gesellschaft,
    l.viertel_nr as stadtviertel,
    v.bezirk_nr as stadtbezirk,
    l.zimmer,
    l.qm,
    l.max_personen,
    l.bedarfsmeldung,
    l.uebergabe,
    l.vertragsbeginn,
    coalesce(
        l.vertragsende,
        case when l.status = 'ueberfuehrt' then u.ueberfuehrt_am - 1 end,
        case when l.status in ('ueberfuehrt', 'zurueckgegeben') then s.data_as_of end
    ) as ende,
    l.kaltmiete,
    l.nebenkosten,
    l.status,
    l.load_id
from listen as l
left join core.stadtviertel as v on v.viertel_nr = l.viertel_nr
left join uebernahme as u on u.wohnung_id = l.wohnung_id
left join core.stand as s on s.source_id = l.source_id;
