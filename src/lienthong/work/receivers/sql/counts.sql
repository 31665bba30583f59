select kind, count(*)::int as n from unattended_work(%(roles)s, %(on)s::date) group by kind
