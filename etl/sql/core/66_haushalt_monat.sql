-- Households in shared accommodation and city-rented flats at each month end, by size and whether children live in them;
-- persons without the number of a household count as one each.
create or replace table core.haushalt_monat as
with haushalte as (
    select
        k.ende as stichtag,
        coalesce(b.hh_id, 'einzeln ' || b.pid) as haushalt,
        count(distinct b.pid) as personen,
        bool_or(year(k.ende) - b.geburtsjahr < 18) as mit_kindern,
        any_value(b.load_id) as load_id
    from core.kalender as k
    inner join core.belegung as b
        on b.einzug <= k.ende and coalesce(b.auszug, date '9999-12-31') > k.ende
        and b.unterkunftsart in ('gu', 'stadtwohnung', 'gewaehrleistungswohnung')
    group by k.ende, haushalt
)

select
    stichtag,
    case
        when personen = 1 then 'eine'
        when personen = 2 then 'zwei'
        when personen <= 4 then 'drei_vier'
        else 'fuenf_mehr'
    end as haushaltsgroesse,
    case when mit_kindern then 'mit' else 'ohne' end as kinder,
    count(*) as haushalte,
    any_value(load_id) as load_id
from haushalte
group by all
union all by name
select ende as stichtag, 0 as haushalte from core.kalender where ende not in (select stichtag from haushalte);
