select array(select pe.name from person_addressee p
             join mandate m on m.id = p.mandate join person pe on pe.id = m.person
             where p.document = %(document)s order by sort_key(pe.name)) as persons,
       array(select concat_ws(', ', o.name, nullif(o.address, '')) from outside_addressee o
             where o.document = %(document)s order by o.ordinal) as outside
