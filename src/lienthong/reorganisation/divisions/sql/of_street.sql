-- The undecided of one street, all of them; an empty street: those whose street nobody can read.
select item from open_address
where jurisdiction = %(undivided)s and received_at < %(until)s and reading = %(reading)s and street = %(street)s
order by item
