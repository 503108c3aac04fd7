-- One row per complete month of the Belegungsliste, from its first stay to its Stand.
create or replace table core.kalender as
select
    cast(m.beginn as date) as beginn,
    last_day(cast(m.beginn as date)) as ende,
    day(last_day(cast(m.beginn as date))) as tage
from core.stand as s,
    unnest(generate_series(
        (select date_trunc('month', min(einzug)) from core.belegung),
        cast(s.data_as_of as timestamp),
        interval 1 month
    )) as m (beginn)
where s.source_id = 'belegungen' and last_day(cast(m.beginn as date)) <= s.data_as_of;
