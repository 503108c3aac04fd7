-- One row per quarter, housing and Stadtviertel: persons advised; "<3" is one or two and counts as one.
create or replace table core.beratung as
select
    b.quartal,
    b.wohnform,
    b.wohnform not in ('gu', 'kontingent') as ausserhalb,
    b.viertel_nr as stadtviertel,
    v.bezirk_nr as stadtbezirk,
    coalesce(b.personen, case when b.personen_zeichen = '<3' then 1 end) as personen,
    b.personen_zeichen as zeichen,
    b.load_id
from stage.beratung as b
left join core.stadtviertel as v on v.viertel_nr = b.viertel_nr;
