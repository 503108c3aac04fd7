-- One row per month end up to the latest Stand: the days on which stocks are counted.
create or replace table core.monatsende as
select
    cast(m.beginn as date) as monatsbeginn,
    last_day(cast(m.beginn as date)) as stichtag,
    month(m.beginn) in (3, 6, 9, 12) as quartalsende
from unnest(generate_series(
    timestamp '2010-01-01',
    (select cast(max(data_as_of) as timestamp) from core.stand),
    interval 1 month
)) as m (beginn);
