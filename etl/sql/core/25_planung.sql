-- One row per issued planning sheet, month planned for and scenario: expected arrivals in and departures from the GU.
-- Scenario `modell` is what our own forecast expected of assigned arrivals, as it was first issued; it plans no
-- departures.
create or replace table core.planung as
select
    erstellt_am,
    zielmonat,
    szenario,
    zugang,
    abgang,
    load_id
from stage.prognosen
union all
select
    issued_on,
    cast(period || '-01' as date),
    'modell',
    cast(value as bigint),
    null,
    null
from foresight.issued
where series = 'zuweisung' and quantile = 0.5
qualify row_number() over (partition by origin, period order by issued_on, release_id, audience) = 1;
