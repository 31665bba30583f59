-- A draft as it stands, and which version of it that is.
select d.side, d.type, d.subject, d.to_line, d.body, d.urgency::int,
       1 + (select count(*) from draft_version v where v.item = f.item)::int as version
from draft f
join document d on d.id = f.document
where f.item = %(item)s
