-- The people of the other installation, and whom their heads let sign: a letter that travels says by which paper.
create or replace function join_people() returns void
language plpgsql
as $$
declare
    tab text;
begin
    update joining.account s set username = r.becomes from renamed_accounts() r where r.id = s.id;
    foreach tab in array array['person', 'post', 'mandate', 'account', 'oversight', 'delegation'] loop
        execute format('insert into public.%1$I select * from joining.%1$I', tab);
    end loop;
end $$;
