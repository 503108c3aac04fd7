-- Every row of every delivery is accepted, rejected or duplicate.
select 'In der Lieferung ' || file || ' gehen Zeilen verloren.' as satz
from meta.load
where rows_read <> rows_accepted + rows_rejected + rows_duplicate;
