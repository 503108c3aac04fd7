-- Where the census base changes, the indicator declares a break.
with folge as (
    select distinct
        stichtag,
        basis,
        lag(basis) over (order by stichtag) as vorher
    from (select distinct stichtag, basis from core.einwohner_amtlich)
)

select 'Am ' || strftime(f.stichtag, '%d.%m.%Y') || ' wechselt die Zensusbasis, die Kennzahl einwohner nennt dort keinen Bruch.' as satz
from folge as f
where
    f.vorher is not null and f.vorher <> f.basis
    and not exists (
        select 1 from core.bruch as b
        where b.indicator_id = 'einwohner' and b.period = strftime(f.stichtag, '%Y-%m')
    );
