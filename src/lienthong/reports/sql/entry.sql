insert into report_entry (id, item, kind, text, unit, to_unit, mandate, at)
values (%(id)s, %(item)s, %(kind)s, %(text)s, %(unit)s, %(to_unit)s, %(mandate)s, world_now())
