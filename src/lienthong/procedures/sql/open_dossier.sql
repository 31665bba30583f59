-- Two installations may have given one code (`dossier.origin`); the secret tells their citizens apart. Four digits of
-- a telephone do not always: if they fit two dossiers, neither opens, and the secret has to be given. They open only
-- with the code that was drawn at random: the number a dossier gets when it is received is the next of its office.
create or replace function open_dossier(p_code text, p_secret bytea, p_phone_end text) returns uuid
language sql volatile security definer set search_path = public, pg_temp
as $$
    select set_config('lt.item', fitting[1]::text, true)::uuid
    from (
        select array_agg(item) as fitting
        from dossier
        where (lookup_code = p_code or code = p_code)
          and (secret = p_secret
               or (lookup_code = p_code and length(phone) >= 8 and right(phone, 4) = p_phone_end))
    ) found
    where cardinality(fitting) = 1
$$;
