-- Official statistics for the city alone; signs stay beside the empty values.
create or replace table core.einwohner_amtlich as
select
    stichtag,
    geschlecht,
    basis,
    einwohner,
    einwohner_zeichen as zeichen,
    load_id
from stage.einwohner_12411
where
    kreis = (select kreis from core.stadt)
    and geschlecht in ('m', 'w')
qualify basis = max(basis) over (partition by stichtag);

create or replace table core.schutzsuchende as
select
    stichtag,
    schutzstatus,
    schutzstatus in ('anerkannt', 'offen', 'ohne') as zaehlt,
    staat_code as staat,
    geschlecht,
    schutzsuchende,
    schutzsuchende_zeichen as zeichen,
    load_id
from stage.schutzsuchende_12531
where kreis = (select kreis from core.stadt);

create or replace table core.beschaeftigte as
select
    stichtag,
    nationalitaet,
    geschlecht,
    beschaeftigte,
    beschaeftigte_zeichen as zeichen,
    load_id
from stage.beschaeftigte_13111
where
    kreis = (select kreis from core.stadt)
    and geschlecht in ('m', 'w');
