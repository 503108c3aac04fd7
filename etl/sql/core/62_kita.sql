-- One row per Stichtag, age and nationality: children in Kitas, and inhabitants of that age at the last Stichtag before.
create or replace table core.kita as
with einwohner as (
    select
        stichtag,
        altersgruppe,
        nationalitaet,
        sum(einwohner) as einwohner
    from core.bevoelkerung
    group by stichtag, altersgruppe, nationalitaet
)

select
    k.stichtag,
    k.altersgruppe,
    k.nationalitaet,
    k.kinder,
    e.einwohner,
    k.load_id
from stage.kita_extern as k
asof inner join einwohner as e
    on e.altersgruppe = k.altersgruppe and e.nationalitaet = k.nationalitaet and k.stichtag >= e.stichtag
where e.stichtag > k.stichtag - interval 12 month;
