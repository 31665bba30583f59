-- What taking a dossier in needs to know: the procedure, the body it is handed to, and whose work it becomes.
select p.code, p.name, p.field, p.term, p.term_unit, p.fee, u.body, u.code as unit_code, u.name as unit_name,
       u.during @> %(day)s::date as stands, lower(u.during) as begins_on, upper(u.during) as ended_on,
       seat_of(u.id) as seat, coalesce(%(area)s::int, u.area) as place, b.jurisdiction,
       h.holder, holder.name as holder_name,
       -- Whoever takes it in is there themselves; what the competent body takes up needs nobody else.
       h.holder = %(counter)s or somebody_at(h.holder, %(roles)s::text[], %(day)s::date) as takes_up,
       h.holder = u.id or u.id = %(counter)s or somebody_at(u.id, %(roles)s::text[], %(day)s::date) as takes_in
from unit u
left join procedure p on p.code = %(procedure)s
left join lateral (
    select case p.competence
        when 'where_received' then seat_of(u.id)
        when 'by_address' then jurisdiction_for('territory', coalesce(%(area)s::int, u.area), p.field, %(day)s::date)
        when 'department' then jurisdiction_for('competence', coalesce(%(area)s::int, u.area), p.field, %(day)s::date)
    end as jurisdiction
) b on true
left join lateral (select holder_of(b.jurisdiction, %(day)s::date) as holder) h on true
left join unit holder on holder.id = h.holder
where u.id = %(unit)s
