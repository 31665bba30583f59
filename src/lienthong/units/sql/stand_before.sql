-- The registry as it stood before 1/7/2025: the old generation without an end, the new one known – its areas, bodies
-- and who succeeds whom – but in force nowhere ([9999-01-01,)). A plan prepares the same way.
delete from holding h using jurisdiction j where j.id = h.jurisdiction and j.kind = 'part';
delete from jurisdiction where kind = 'part';
delete from holding h using jurisdiction j
where j.id = h.jurisdiction and lower(h.during) = %(day)s and lower(j.during) < %(day)s;
update holding set during = daterange(lower(during), null) where upper(during) = %(day)s;
update area set during = daterange(lower(during), null) where upper(during) = %(day)s;
update unit set during = daterange(lower(during), null) where upper(during) = %(day)s;
update area set during = daterange('9999-01-01', null) where lower(during) = %(day)s;
update unit set during = daterange('9999-01-01', null) where lower(during) = %(day)s;
update holding h set during = daterange('9999-01-01', null)
from jurisdiction j where j.id = h.jurisdiction and lower(j.during) = %(day)s;
update jurisdiction set during = daterange('9999-01-01', null) where lower(during) = %(day)s
