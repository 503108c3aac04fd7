-- One row per volunteer and application; without a last assignment the first is the last that is known.
create or replace table core.ehrenamt as
select
    ehr_id,
    meldung,
    erster_einsatz,
    coalesce(letzter_einsatz, erster_einsatz) as letzter_einsatz,
    erster_einsatz - meldung as tage,
    einsatzart,
    load_id
from stage.ehrenamt;

-- One row per volunteer active in the quarter that ends at the Stichtag; of several kinds the latest application counts.
create or replace table core.ehrenamt_quartal as
select
    k.stichtag,
    e.ehr_id,
    arg_max(e.einsatzart, e.meldung) as einsatzart,
    any_value(e.load_id) as load_id
from core.monatsende as k
inner join core.ehrenamt as e
    on e.erster_einsatz <= k.stichtag and e.letzter_einsatz >= date_trunc('quarter', k.stichtag)
where
    k.quartalsende
    and k.stichtag <= (select data_as_of from core.stand where source_id = 'ehrenamt')
group by k.stichtag, e.ehr_id;
