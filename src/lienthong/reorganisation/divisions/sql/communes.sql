-- The old communes of the district a jurisdiction was made for, where they go by the plan, and where they are
-- themselves divided the rules of their own division, which point at areas.
select o.id, o.name, array_agg(e.new order by e.new) as areas, t.id as jurisdiction,
       coalesce((select jsonb_agg(jsonb_build_array(r.no, r.kind, r.pattern, p.area) order by r.no)
                 from division_rule r join jurisdiction p on p.id = r.part
                 where r.plan = %(plan)s and r.undivided = t.id and r.withdrawn_at is null
                   and p.area is not null), '[]') as rules
from jurisdiction b
join area d on d.id = b.area and d.rank = 'district'
join area o on o.district = d.id and o.rank = 'commune'
join planned_heir e on e.plan = %(plan)s and e.old = o.id
left join jurisdiction t on t.kind = 'territory' and t.area = o.id
where b.id = %(undivided)s and b.kind = 'competence'
group by o.id, t.id
order by o.id
