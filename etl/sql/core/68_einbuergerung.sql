-- One row per year and group of the naturalisation statistics; the sign stays beside the empty value.
create or replace table core.einbuergerung as
select make_date(jahr, 12, 31) as jahresende, 'anspruch' as merkmal, anspruch as personen, anspruch_zeichen as zeichen, load_id
from stage.einbuergerung_extern
union all
select make_date(jahr, 12, 31), 'berechtigte', berechtigte, berechtigte_zeichen, load_id
from stage.einbuergerung_extern;
