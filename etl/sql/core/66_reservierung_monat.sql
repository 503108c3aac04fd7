-- Persons announced by each month end whose arrival is planned within the 31 days after it, by the site named for them.
-- A month end without any has a row of its own with no persons.
create or replace table core.reservierung_monat as
with erwartet as (
    select
        m.stichtag,
        z.unterkunft_id as unterkunft,
        sum(z.personen) as personen,
        any_value(z.load_id) as load_id
    from core.monatsende as m
    inner join stage.zuweisungen as z
        on z.angekuendigt_am <= m.stichtag
        and z.ankunft_plan between m.stichtag + 1 and m.stichtag + 31
        and coalesce(z.ankunft_ist, date '9999-12-31') > m.stichtag
    group by m.stichtag, z.unterkunft_id
),

monate as (
    select stichtag
    from core.monatsende
    where stichtag between (select min(angekuendigt_am) from stage.zuweisungen)
        and (select data_as_of from core.stand where source_id = 'zuweisungen')
)

select e.*
from erwartet as e
inner join monate as m on m.stichtag = e.stichtag
union all by name
select stichtag, 0 as personen from monate where stichtag not in (select stichtag from erwartet);
