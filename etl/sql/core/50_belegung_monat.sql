-- Persons present at each month end, by place, age group, sex and whether their entitlement has ended; who leaves on
-- that day is no longer counted. A month end with nobody at all has a row of its own with no persons.
create or replace table core.belegung_monat as
with belegt as (
    select
        k.ende as stichtag,
        b.unterkunft,
        b.unterkunftsart,
        b.stadtviertel,
        b.stadtbezirk,
        a.altersgruppe,
        b.geschlecht,
        -- So few are divers or oa that a number of their own would give them away, or take that of the women with it.
        case when b.geschlecht = 'w' then 'w' else 'uebrige' end as frauen,
        coalesce(b.anspruch_ende <= k.ende, false) as anspruch_beendet,
        count(*) as personen,
        any_value(b.load_id) as load_id
    from core.kalender as k
    inner join core.belegung as b
        on b.einzug <= k.ende and coalesce(b.auszug, date '9999-12-31') > k.ende
    left join core.altersgruppe as a
        on year(k.ende) - b.geburtsjahr between a.ab and a.bis
    group by
        k.ende, b.unterkunft, b.unterkunftsart, b.stadtviertel, b.stadtbezirk, a.altersgruppe, b.geschlecht,
        anspruch_beendet
)

select * from belegt
union all by name
select ende as stichtag, 0 as personen from core.kalender where ende not in (select stichtag from belegt);
