-- One row per meeting of a Themenbereich that took place.
create or replace table core.netz_treffen as
select termin_id, datum, tb_id as themenbereich, load_id
from stage.netz_termine
where status = 'stattgefunden';

-- One row per member, Themenbereich and quarter end: it came to at least one of its meetings within twelve months.
create or replace table core.netz_mitwirkung as
select
    m.stichtag,
    t.themenbereich,
    m.organisation,
    any_value(m.load_id) as load_id
from core.netz_mitglied as m
inner join core.netz_teilnahme as t
    on t.organisation = m.organisation and t.datum > m.stichtag - interval 12 month and t.datum <= m.stichtag
group by m.stichtag, t.themenbereich, m.organisation;

-- One row per member and pair of Themenbereiche in which it takes part; a pair stands in the order of its keys.
create or replace table core.netz_verbindung as
select
    a.stichtag,
    a.themenbereich,
    b.themenbereich as partnerbereich,
    a.organisation,
    a.load_id
from core.netz_mitwirkung as a
inner join core.netz_mitwirkung as b
    on b.stichtag = a.stichtag and b.organisation = a.organisation and b.themenbereich > a.themenbereich;

-- One row per member and quarter end: to how many meetings it came within twelve months.
create or replace table core.netz_besuch as
select
    m.stichtag,
    m.organisation,
    m.organisationsart,
    count(t.datum) as besuche,
    m.load_id
from core.netz_mitglied as m
left join core.netz_teilnahme as t
    on t.organisation = m.organisation and t.datum > m.stichtag - interval 12 month and t.datum <= m.stichtag
group by m.stichtag, m.organisation, m.organisationsart, m.load_id;
