-- A search is seen, changed and removed by who keeps it.
alter table saved_search enable row level security;
create policy saved_search_own on saved_search using (
    mandate = (select nullif(current_setting('lt.mandate', true), '')::int)
) with check (
    mandate = (select nullif(current_setting('lt.mandate', true), '')::int)
);
