-- One row per Unterkunft, as the latest list has it.
create or replace table core.unterkunft as
select
    u.unterkunft_id,
    u.name,
    u.art as unterkunftsart,
    u.viertel_nr as stadtviertel,
    v.bezirk_nr as stadtbezirk,
    u.in_betrieb_ab,
    u.vertrag_ende,
    u.eur_platz_tag,
    u.load_id
from stage.unterkuenfte as u
left join core.stadtviertel as v on v.viertel_nr = u.viertel_nr;
