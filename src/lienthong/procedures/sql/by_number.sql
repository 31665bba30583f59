-- The index of words finds them, restricted or not; what stands there otherwise with these digits is left out.
select d.item, d.applicant as name
from sought_by_index(%(query)s::tsquery, %(held)s::int[], '{}', array['dossier'], 1000, '') s
join dossier d on d.item = s.id
where d.phone = %(number)s
