-- One row per stay in which a person is in one place at a time: an earlier stay ends where the next begins.
create or replace table core.belegung as
with geordnet as (
    select
        b.pid,
        b.hh_id,
        b.unterkunft_id,
        b.wohnung_id,
        b.einzug,
        b.auszug,
        b.ziel,
        b.geburtsjahr,
        b.geschlecht,
        b.anspruch_ende,
        b.load_id,
        lead(b.einzug) over (
            partition by b.pid order by b.einzug, b.auszug nulls last, b.unterkunft_id, b.wohnung_id
        ) as naechster_einzug
    from stage.belegungen as b
)

select
    g.pid,
    g.hh_id,
    g.unterkunft_id as unterkunft,
    g.wohnung_id as wohnung,
    coalesce(u.unterkunftsart, 'stadtwohnung') as unterkunftsart,
    coalesce(u.stadtviertel, w.stadtviertel) as stadtviertel,
    coalesce(u.stadtbezirk, w.stadtbezirk) as stadtbezirk,
    g.einzug,
    least(coalesce(g.auszug, g.naechster_einzug), coalesce(g.naechster_einzug, g.auszug)) as auszug,
    g.ziel,
    g.geburtsjahr,
    g.geschlecht,
    g.anspruch_ende,
    g.load_id
from geordnet as g
left join core.unterkunft as u on u.unterkunft_id = g.unterkunft_id
left join core.wohnung as w on w.wohnung = g.wohnung_id;
