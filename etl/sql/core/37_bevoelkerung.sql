-- One row per Stichtag, Stadtviertel, age group and nationality from the register; signs beside empty counts.
create or replace table core.bevoelkerung as
select
    b.stichtag,
    b.viertel_nr as stadtviertel,
    v.bezirk_nr as stadtbezirk,
    b.altersgruppe,
    b.nationalitaet,
    b.einwohner,
    b.einwohner_zeichen as zeichen,
    b.load_id
from stage.bevoelkerung as b
left join core.stadtviertel as v on v.viertel_nr = b.viertel_nr;
