-- One row per unit and month end: full-time equivalents planned and filled.
create or replace table core.stelle_monat as
select
    last_day(monat) as stichtag,
    einheit,
    vzae_soll,
    vzae_besetzt,
    load_id
from stage.stellen;
