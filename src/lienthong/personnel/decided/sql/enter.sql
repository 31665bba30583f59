insert into decided_row (id, rule, unit, value, name, during, basis, basis_on, entered_by, entered_person, entered_at,
                         withdrawn_reason)
values (%(id)s, %(rule)s, %(unit)s, %(value)s, %(name)s, daterange(%(since)s::date, %(until)s::date, '[]'), %(basis)s,
        %(basis_on)s, %(mandate)s, %(person)s, %(now)s, '')
