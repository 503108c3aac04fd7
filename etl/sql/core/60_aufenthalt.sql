-- One row per chained stay in Gemeinschaftsunterkünfte: moves with a gap of at most three days are one stay.
create or replace table core.aufenthalt as
with gu as (
    select
        pid,
        hh_id,
        einzug,
        coalesce(auszug, date '9999-12-31') as ende,
        unterkunft,
        ziel,
        load_id,
        max(coalesce(auszug, date '9999-12-31')) over (
            partition by pid order by einzug, coalesce(auszug, date '9999-12-31'), unterkunft
            rows between unbounded preceding and 1 preceding
        ) as bisher
    from core.belegung
    where unterkunftsart = 'gu'
),

ketten as (
    select
        *,
        sum(case when bisher is null or einzug > bisher + 3 then 1 else 0 end) over (
            partition by pid order by einzug, ende, unterkunft
            rows between unbounded preceding and current row
        ) as kette
    from gu
)

select
    pid,
    min(hh_id) as hh_id,
    min(einzug) as ersteinzug,
    nullif(max(ende), date '9999-12-31') as auszug,
    case when max(ende) < date '9999-12-31' then max(ende) - min(einzug) end as tage,
    -- Where the last stay of the chain led; a gap in the list is no destination.
    nullif(max_by(coalesce(ziel, ''), (einzug, ende, unterkunft)), '') as ziel,
    min(load_id) as load_id
from ketten
group by pid, kette;
