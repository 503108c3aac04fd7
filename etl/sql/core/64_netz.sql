-- One row per organisation and meeting that took place.
create or replace table core.netz_teilnahme as
select
    t.datum,
    t.tb_id as themenbereich,
    a.org_id as organisation
from stage.netz_teilnahmen as a
inner join stage.netz_termine as t on t.termin_id = a.termin_id
where t.status = 'stattgefunden';

-- One row per organisation that is a member at a quarter end: was it there in the quarter and in twelve months.
create or replace table core.netz_mitglied as
select
    k.stichtag,
    o.org_id as organisation,
    o.typ as organisationsart,
    count(t.datum) > 0 as aktiv,
    count(t.datum) filter (where t.datum >= date_trunc('quarter', k.stichtag)) > 0 as im_quartal,
    count(distinct t.themenbereich) as themenbereiche,
    any_value(o.load_id) as load_id
from core.monatsende as k
inner join stage.organisationen as o
    on o.mitglied_seit <= k.stichtag and coalesce(o.mitglied_bis, date '9999-12-31') >= k.stichtag
left join core.netz_teilnahme as t
    on t.organisation = o.org_id and t.datum > k.stichtag - interval 12 month and t.datum <= k.stichtag
where
    k.quartalsende
    and k.stichtag >= (select min(datum) from core.netz_teilnahme)
    and k.stichtag <= (
        select min(data_as_of) from core.stand
        where source_id in ('organisationen', 'netz_termine', 'netz_teilnahmen')
    )
group by k.stichtag, o.org_id, o.typ;

-- One row per agreed measure.
create or replace table core.netz_massnahme as
select
    massnahme_id,
    tb_id as themenbereich,
    handlungsfeld,
    faellig_am,
    coalesce(erledigt_am <= faellig_am, false) as fristgerecht,
    load_id
from stage.netz_massnahmen;
