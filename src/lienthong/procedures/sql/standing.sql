-- A dossier as an act finds it, and the jurisdiction it belongs in: what was handed in where nobody is competent for it
-- waits in that body's seat and goes to the jurisdiction of its day when it is received.
select w.state, w.jurisdiction, w.received_seat, w.received_at as submitted_at, w.due_at, w.paused_at,
       d.procedure, d.channel, d.received_at, d.papers, d.missing, d.supplements, d.paused, p.term, p.term_unit,
       p.supplement_once, holder.name as holder,
       case when w.state <> 'submitted' or w.jurisdiction <> w.received_seat or p.competence = 'where_received'
           then w.jurisdiction
           when p.competence = 'by_address' then jurisdiction_for('territory', w.place, p.field, %(day)s::date)
           else jurisdiction_for('competence', w.place, p.field, %(day)s::date) end as competent
from work_item w
join dossier d on d.item = w.id
join procedure p on p.code = d.procedure
left join unit holder on holder.id = holder_of(w.jurisdiction, %(day)s::date)
where w.id = %(item)s
