-- One row per nationality and year: unemployed persons in Germany, as the labour agency delivers them.
create or replace table core.arbeitslose as
select
    make_date(jahr, 12, 31) as stichtag,
    staat,
    arbeitslose,
    arbeitslose_zeichen as zeichen,
    load_id
from stage.ba_arbeitslose;
