-- Persons in GU at each month end for which a target stay is in force, by place, age group, sex, whether under 18 and
-- whether their chained stay is longer than the target. A month end with nobody there has a row with no persons.
create or replace table core.aufenthalt_monat as
with anwesend as (
    select
        b.einzug,
        coalesce(b.auszug, date '9999-12-31') as auszug,
        a.ersteinzug,
        b.unterkunft,
        b.stadtviertel,
        b.stadtbezirk,
        b.geburtsjahr,
        b.geschlecht,
        b.load_id
    from core.belegung as b
    inner join core.aufenthalt as a
        on a.pid = b.pid and b.einzug between a.ersteinzug and coalesce(a.auszug, date '9999-12-31')
    where b.unterkunftsart = 'gu'
),

monate as (
    select
        k.ende,
        z.ziel
    from core.kalender as k
    inner join core.ziel as z
        on z.indicator_id = 'gu_verweildauer_med' and z.ziel is not null
        and k.ende between z.gueltig_ab and coalesce(z.gueltig_bis, date '9999-12-31')
),

belegt as (
    select
        m.ende as stichtag,
        p.unterkunft,
        p.stadtviertel,
        p.stadtbezirk,
        g.altersgruppe,
        p.geschlecht,
        year(m.ende) - p.geburtsjahr < 18 as minderjaehrig,
        m.ende - p.ersteinzug > m.ziel as ueber_ziel,
        count(*) as personen,
        any_value(p.load_id) as load_id
    from monate as m
    inner join anwesend as p on p.einzug <= m.ende and p.auszug > m.ende
    left join core.altersgruppe as g on year(m.ende) - p.geburtsjahr between g.ab and g.bis
    group by all
)

select * from belegt
union all by name
select ende as stichtag, 0 as personen from monate where ende not in (select stichtag from belegt);
