-- Person-nights per month and place, the mean number of persons they stand for, and how many different ones.
create or replace table core.naechte_monat as
select
    k.ende as monat,
    b.unterkunft,
    b.unterkunftsart,
    sum(least(coalesce(b.auszug, date '9999-12-31'), k.ende + 1) - greatest(b.einzug, k.beginn)) as naechte,
    naechte / max(k.tage) as personen_mittel,
    count(distinct b.pid) as personen,
    any_value(b.load_id) as load_id
from core.kalender as k
inner join core.belegung as b on b.einzug <= k.ende and coalesce(b.auszug, date '9999-12-31') > k.beginn
group by k.ende, b.unterkunft, b.unterkunftsart;
