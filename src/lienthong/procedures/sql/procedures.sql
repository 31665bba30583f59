select follow_item('dossier');

-- A citizen with code and secret, or code and the end of the telephone number they gave, sees that one item for the
-- rest of the transaction. The code is the one for looking up or the dossier's own. Null: neither fits, whichever.
create function open_dossier(p_code text, p_secret bytea, p_phone_end text) returns uuid
language sql volatile security definer set search_path = public, pg_temp
as $$
    select set_config('lt.item', item::text, true)::uuid
    from dossier
    where (lookup_code = p_code or code = p_code)
      and (secret = p_secret or (length(phone) >= 8 and right(phone, 4) = p_phone_end))
$$;

-- The code of a dossier: who received it, the day, its number in that unit's book of the day.
create function dossier_code(p_unit int, p_unit_code text, p_day date) returns text
language sql volatile
as $$
    select p_unit_code || '-' || to_char(p_day, 'YYMMDD') || '-' || lpad(n::text, greatest(length(n::text), 4), '0')
    from next_number(p_unit, 'hs-' || to_char(p_day, 'MMDD'), extract(year from p_day)::int) as n
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete, truncate on procedure from lienthong_app;
        revoke delete, truncate on dossier from lienthong_app;
    end if;
end $$;
