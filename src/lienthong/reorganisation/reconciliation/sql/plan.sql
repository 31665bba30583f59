select p.id, p.name, p.effective_on, p.basis, p.state, p.digest, p.point_of_no_return, world_now() as at
from plan p where p.id = %(plan)s
