-- What is kept of a letter on paper is seen with its draft, written once and corrected by those who hold it.
alter table paper_letter enable row level security;
create policy paper_letter_seen on paper_letter for select using (
    exists (select from draft d where d.document = paper_letter.document offset 0)
);
create policy paper_letter_written on paper_letter for insert with check (true);
create policy paper_letter_corrected on paper_letter for update using (
    exists (select from draft d join work_item w on w.id = d.item
            where d.document = paper_letter.document
              and coalesce(w.parties && (select nullif(current_setting('lt.scope', true), '')::int[]), false) offset 0)
);

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on paper_letter from lienthong_app;
        revoke update on paper_letter from lienthong_app;
        grant update (signed_by, addressees, pages) on paper_letter to lienthong_app;
    end if;
end $$;
