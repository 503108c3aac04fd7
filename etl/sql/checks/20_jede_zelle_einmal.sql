-- A cell and a value exist once.
select 'Die Zelle ' || measure || ' ' || period || ' gibt es ' || count(*) || '-mal.' as satz
from result.cells
group by measure, period, dim1, member1, dim2, member2
having count(*) > 1
union all
select 'Den Wert ' || indicator_id || ' ' || period || ' gibt es ' || count(*) || '-mal.'
from result.value
group by indicator_id, period, dim1, member1, dim2, member2
having count(*) > 1;
