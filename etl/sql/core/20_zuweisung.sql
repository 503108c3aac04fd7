-- One row per delivered row of persons who really arrived; personen may be a whole household.
create or replace table core.zuweisung as
select
    ankunft_ist,
    personen,
    minderjaehrige,
    zugangsart,
    status,
    staat_code as herkunft,
    load_id
from stage.zuweisungen
where ankunft_ist is not null;
