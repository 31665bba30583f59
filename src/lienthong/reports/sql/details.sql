-- What was said, the wards it is about as they stand on the day, and what has been answered since.
select r.code, r.channel, r.text, r.place, r.lat, r.lon, r.reopened, r.answer_hours,
       p.name as reporter_name, p.phone as reporter_phone, p.email as reporter_email, p.anonymous,
       point.id as point_id, point.code as point_code, point.name as point_name,
       holder_of(jurisdiction_for('territory', point.id, w.field, %(on)s::date), %(on)s::date) as point_unit,
       named.id as named_id, named.code as named_code, named.name as named_name,
       case when upper(named.during) is null
            then holder_of(jurisdiction_for('territory', named.id, w.field, %(on)s::date), %(on)s::date) end
           as named_unit,
       (select jsonb_agg(jsonb_build_object(
                   'kind', e.kind, 'text', e.text, 'at', e.at, 'unit', u.name, 'to', t.name) order by e.id)
        from report_entry e left join unit u on u.id = e.unit left join unit t on t.id = e.to_unit
        where e.item = w.id) as entries
from work_item w
join report r on r.item = w.id
left join reporter p on p.item = w.id
left join area point on point.id = %(point_area)s
left join area named on named.id = coalesce(r.ward, r.old_ward)
where w.id = %(item)s
