insert into delegation (id, unit, delegator, delegate, form, covers, during, is_away, paper_title, paper_sign,
                        paper_on, given_by, given_at, withdrawn_reason)
values (%(id)s, %(unit)s, %(delegator)s, %(delegate)s, %(form)s, %(covers)s::text[], daterange(%(since)s, %(until)s, '[)'),
        %(is_away)s, %(paper_title)s, %(paper_sign)s, %(paper_on)s, %(given_by)s, world_now(), '')
