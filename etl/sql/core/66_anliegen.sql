-- One row per request for things in kind; it is due 30 days after it came in.
create or replace table core.sachspende_bedarf as
select
    vorgang_id,
    kategorie as spendenart,
    eingang + 30 as frist,
    coalesce(erledigt <= eingang + 30, false) as in_frist,
    load_id
from stage.sachspenden
where art = 'bedarf';

-- One row per case of the Ombudsstelle; it is due 60 days after it came in.
create or replace table core.ombudsfall as
select
    fall_id,
    eingang + 60 as frist,
    coalesce(abschluss <= eingang + 60, false) as in_frist,
    load_id
from stage.ombudsfaelle;
