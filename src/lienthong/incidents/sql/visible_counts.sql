-- How many open incidents the actor may see, by severity: the figures above the list.
select i.severity, count(*) as n
from work_item w
join incident i on i.item = w.id
where w.kind = 'incident' and w.closed_at is null
group by i.severity
