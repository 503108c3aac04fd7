-- One row per line of the budget report; closing entries (periods 13 to 16) belong to December, income is negative.
create or replace table core.buchung as
select
    jahr,
    last_day(make_date(jahr, least(periode, 12), 1)) as monat,
    psp_element as leistung,
    sachkonto,
    sachkonto <> 'erstattung_land' as ist_aufwand,
    coalesce(leistungszeitraum, cast(date_trunc('quarter', make_date(jahr, least(periode, 12), 1)) as date)) as quartal,
    fortg_ansatz,
    ist,
    coalesce(obligo, 0) as obligo,
    load_id
from stage.haushalt;
