-- Which area goes into which by a plan, wholly or in part.
select o.id as old, o.code as old_code, o.name as old_name, o.rank, d.name as district, n.id as new, n.code as new_code,
       n.name as new_name, ph.is_partial, ph.is_default
from planned_heir ph
join area o on o.id = ph.old
join area n on n.id = ph.new
left join area d on d.id = o.district
where ph.plan = %(plan)s
order by n.code, o.code
