\set r random(1, 9000000000000000000)
begin;
select standing, account, mandate, person, unit, seat, section, role, person_name, unit_name, unit_code, scope,
       reads, at, earlier, read_only, archives, title, delegated, in_charge
from ask('\x«reception_token»'::bytea, 'token', NULL);
commit;
