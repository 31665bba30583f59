select p.id, p.name, p.effective_on, p.basis,
       case when p.state = 'approved' and p.effective_on <= world_today() then 'flipped' else p.state end as state,
       p.point_of_no_return, p.digest, p.made_at, p.approved_at, p.reversed_on,
       coalesce((select array_agg(distinct pe.name) from plan_signature s join person pe on pe.id = s.person
                 where s.plan = p.id and s.digest = p.digest), '{}') as signers
from plan p
order by p.id desc
