-- The members of every breakdown with label, parent and validity.
create or replace table core.mitglied as
select 'stadtbezirk' as breakdown, bezirk_nr as member, cast(null as text) as parent, name as label,
    cast(null as date) as valid_from, cast(null as date) as valid_to
from core.stadtbezirk
union all
select 'stadtviertel', viertel_nr, bezirk_nr, name, null, null from core.stadtviertel
union all
select 'unterkunft', unterkunft_id, stadtviertel, name, in_betrieb_ab, vertrag_ende from core.unterkunft
union all
select 'altersgruppe', altersgruppe, null, label, null, null from core.altersgruppe
union all
select 'herkunft', code, null, name, null, null from core.staat
union all
select 'staat', code, null, name, null, null from core.staat
union all
select 'gesellschaft', gesellschaft, null, name, null, null from core.gesellschaft
union all
select 'schule', schule, stadtviertel, name, gueltig_ab, gueltig_bis from core.schule
union all
-- A Themenbereich is called what it was called last.
select 'themenbereich', tb_id, null, arg_max(name, gueltig_ab), min(gueltig_ab),
    case when bool_and(gueltig_bis is not null) then max(gueltig_bis) end
from core.themenbereich
group by tb_id
union all
-- The other end of a pair of Themenbereiche.
select 'partnerbereich', tb_id, null, arg_max(name, gueltig_ab), min(gueltig_ab),
    case when bool_and(gueltig_bis is not null) then max(gueltig_bis) end
from core.themenbereich
group by tb_id
union all
select 'organisation', org_id, typ, name, mitglied_seit, mitglied_bis from stage.organisationen
union all
select breakdown, code, null, label, null, null from core.wort;
