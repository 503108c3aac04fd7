-- One row per Unterkunft and month end: places approved, blocked and net.
create or replace table core.unterkunft_monat as
select
    last_day(k.monat) as stichtag,
    k.unterkunft_id as unterkunft,
    u.unterkunftsart,
    u.stadtviertel,
    u.stadtbezirk,
    k.status,
    k.plaetze_genehmigt,
    k.plaetze_gesperrt,
    k.plaetze_genehmigt - k.plaetze_gesperrt as plaetze_netto,
    k.load_id
from stage.unterkunft_kapazitaet as k
inner join core.unterkunft as u on u.unterkunft_id = k.unterkunft_id;
