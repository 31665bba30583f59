-- What a reporter reads of their own report.
select w.id, w.reference, w.subject, w.state, w.due_at, w.closed_at, w.field, r.text, r.reopened, u.name as unit,
       w.jurisdiction, world_now() as at,
       (select jsonb_agg(jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at, 'unit', s.name) order by e.id)
        from report_entry e left join unit s on s.id = e.unit where e.item = w.id) as entries
from work_item w
join report r on r.item = w.id
left join unit u on u.id = holder_of(w.jurisdiction, world_today())
where w.id = %(item)s
