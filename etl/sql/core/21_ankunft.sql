-- One row per delivered row of persons who arrived, with those under 18 among them; where the list does not say, it is
-- unknown and not zero.
create or replace table core.ankunft as
select
    ankunft_ist,
    zugangsart,
    minderjaehrige,
    case when minderjaehrige is null then '.' end as zeichen,
    load_id
from stage.zuweisungen
where ankunft_ist is not null;

-- One row per announced row with a planned day: did the persons arrive?
create or replace table core.ankuendigung as
select
    ankunft_plan,
    personen,
    case when ankunft_ist is null then 'nicht_angekommen' else 'angekommen' end as eintreffen,
    load_id
from stage.zuweisungen
where ankunft_plan is not null;
