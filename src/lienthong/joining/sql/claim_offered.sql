-- Whose lock we get is read by nobody else: not yet begun, or given up by a reader that died.
update offered_file set state = 'reading', tries = tries + 1
where sha256 = %(sha256)s and state in ('received', 'reading') and pg_try_advisory_lock(7411863, id)
returning id, name, tries
