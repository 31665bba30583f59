-- What became of the letters that came to these jurisdictions from one instant to another.
select w.state, count(*)::int as letters,
       (count(*) filter (
           where w.closed_at is null
             and coalesce(is_overdue(w.due_at, w.paused_at, (select world_now())), false)))::int as late
from work_item w
where w.jurisdiction = any (%(held)s::int[]) and w.kind = 'delivery'
  and w.received_at >= %(since)s and w.received_at < %(until)s
group by w.state
order by count(*) desc, w.state
