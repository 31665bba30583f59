update offered_file
set state = %(state)s, refusal = %(refusal)s, report = %(report)s, joining = %(joining)s, told = ''
where id = %(id)s
