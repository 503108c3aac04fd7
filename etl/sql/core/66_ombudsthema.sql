-- One row per case of the Ombudsstelle and theme that it names.
create or replace table core.ombudsthema as
select fall_id, eingang, unnest(string_split(themen, '|')) as thema, load_id
from stage.ombudsfaelle
where themen is not null;
