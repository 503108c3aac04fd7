-- One row per month and service of the budget: expenditure budgeted and committed from January to that month.
create or replace table core.budget_monat as
with monate as (
    select distinct b.jahr, last_day(cast(m.beginn as date)) as monat
    from (select distinct jahr from core.buchung) as b,
        unnest(generate_series(
            cast(make_date(b.jahr, 1, 1) as timestamp), cast(make_date(b.jahr, 12, 1) as timestamp), interval 1 month
        )) as m (beginn)
    where last_day(cast(m.beginn as date)) <= (select data_as_of from core.stand where source_id = 'haushalt')
)

select
    m.monat,
    b.leistung,
    sum(b.fortg_ansatz) as fortg_ansatz,
    sum(b.ist + b.obligo) as verfuegt,
    list(distinct b.load_id) as load_ids
from monate as m
inner join core.buchung as b on b.jahr = m.jahr and b.monat <= m.monat
where b.ist_aufwand
group by m.monat, b.leistung;
