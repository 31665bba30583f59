-- Bodies as an envelope names them; `above`: the body each belongs to.
select u.id, coalesce(u.agency, u.code) as code, u.name, coalesce(above.name, '') as above
from unit u left join unit above on above.id = u.superior
where u.id = any (%(units)s::int[])
