select follow_item('draft');
select follow_item('delivery');

-- A document is seen by whoever sees its draft or one of its deliveries.
alter table document enable row level security;
create policy document_seen on document for select using (
    exists (select from draft d where d.document = document.id)
    or exists (select from delivery d where d.document = document.id)
);
create policy document_changed on document for update using (
    exists (select from draft d where d.document = document.id)
);
create policy document_written on document for insert with check (true);

alter table addressee enable row level security;
create policy addressee_seen on addressee for select using (
    exists (select from draft d where d.document = addressee.document)
);
create policy addressee_written on addressee for insert with check (true);

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on document, addressee, draft, delivery from lienthong_app;
        revoke update on addressee, draft from lienthong_app;
    end if;
end $$;
