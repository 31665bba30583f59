-- Whether a secret with this digest opens the dossier: what a slip asks before it prints one.
create function dossier_opens_with(p_item uuid, p_secret bytea) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$ select secret = p_secret from dossier where item = p_item $$;

-- Column by column: nothing that is added later is open by itself (`tests/house/test_least_privilege.py`).
do $$
declare
    readable text := (select string_agg(quote_ident(column_name), ', ') from information_schema.columns
                      where table_schema = 'public' and table_name = 'dossier' and column_name <> 'secret');
    changeable text := (select string_agg(quote_ident(column_name), ', ') from information_schema.columns
                        where table_schema = 'public' and table_name = 'dossier'
                          and column_name not in ('item', 'secret', 'lookup_code', 'origin'));
begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke select, update on dossier from lienthong_app;
        execute format('grant select (%s), update (%s) on dossier to lienthong_app', readable, changeable);
    end if;
end $$;
