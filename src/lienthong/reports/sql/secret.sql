-- Column by column, as in procedures/sql/secret.sql.
do $$
declare
    readable text := (select string_agg(quote_ident(column_name), ', ') from information_schema.columns
                      where table_schema = 'public' and table_name = 'report' and column_name <> 'secret');
    changeable text := (select string_agg(quote_ident(column_name), ', ') from information_schema.columns
                        where table_schema = 'public' and table_name = 'report'
                          and column_name not in ('item', 'secret', 'code', 'origin'));
begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke select, update on report from lienthong_app;
        execute format('grant select (%s), update (%s) on report to lienthong_app', readable, changeable);
    end if;
end $$;
