-- One row per month, owner and Stadtbezirk: days on which flats could be lived in, and on how many somebody did.
create or replace table core.wohnung_nutzung as
with zeiten as (
    select
        wohnung,
        einzug as von,
        coalesce(auszug, date '9999-12-31') as bis,
        -- Several persons move in and out together: only a number of its own puts every row in one order.
        row_number() over (partition by wohnung order by einzug, auszug nulls last, pid) as nr
    from core.belegung
    where wohnung is not null
),

bisher as (
    select
        *,
        max(bis) over (
            partition by wohnung order by nr rows between unbounded preceding and 1 preceding
        ) as bewohnt_bis
    from zeiten
),

-- Several persons in a flat at the same time are one occupied day: overlapping stays become one stretch.
gezaehlt as (
    select
        *,
        sum(case when bewohnt_bis is null or von > bewohnt_bis then 1 else 0 end) over (
            partition by wohnung order by nr rows between unbounded preceding and current row
        ) as strecke
    from bisher
),

bewohnt as (
    select wohnung, min(von) as von, max(bis) as bis
    from gezaehlt
    group by wohnung, strecke
),

verfuegbar as (
    select
        k.monatsbeginn as monat,
        w.wohnung,
        w.gesellschaft,
        w.stadtbezirk,
        greatest(k.monatsbeginn, w.vertragsbeginn, w.uebergabe) as von,
        least(k.stichtag, w.ende) as bis,
        w.load_id
    from core.monatsende as k
    inner join core.wohnung as w
        on greatest(w.vertragsbeginn, w.uebergabe) <= k.stichtag
        and coalesce(w.ende, date '9999-12-31') >= k.monatsbeginn
        and greatest(w.vertragsbeginn, w.uebergabe) <= coalesce(w.ende, date '9999-12-31')
    where k.stichtag <= (
        select min(data_as_of) from core.stand
        where source_id in ('kontingent_a', 'kontingent_b', 'kontingent_privat', 'belegungen')
    )
),

belegt as (
    select
        v.monat,
        v.wohnung,
        sum(least(b.bis - 1, v.bis) - greatest(b.von, v.von) + 1) as tage
    from verfuegbar as v
    inner join bewohnt as b on b.wohnung = v.wohnung and b.von <= v.bis and b.bis - 1 >= v.von
    group by v.monat, v.wohnung
)

select
    v.monat,
    v.gesellschaft,
    v.stadtbezirk,
    sum(v.bis - v.von + 1) as verfuegbare_tage,
    sum(coalesce(b.tage, 0)) as belegte_tage,
    any_value(v.load_id) as load_id
from verfuegbar as v
left join belegt as b on b.monat = v.monat and b.wohnung = v.wohnung
group by v.monat, v.gesellschaft, v.stadtbezirk;
