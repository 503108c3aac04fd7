-- One row per quarter and Fachbereich: what it does to open itself to everybody; stichtag is the last day of the quarter.
create or replace table core.oeffnung as
select
    last_day(cast(quartal + interval 2 month as date)) as stichtag,
    fachbereich,
    beschaeftigte,
    geschult,
    angebote_mehrsprachig,
    infoveranstaltungen,
    beirat_vorlagen,
    load_id
from stage.ikoe;
