-- One row per issued planning sheet, month planned for and scenario: expected arrivals in and departures from the GU.
create or replace table core.planung as
select
    erstellt_am,
    zielmonat,
    szenario,
    zugang,
    abgang,
    load_id
from stage.prognosen;
