-- The file of a letter is seen by whoever sees the letter, and written once, by `keep_print` alone.
alter table letter_print enable row level security;
create policy letter_print_seen on letter_print for select using (
    exists (select from document d where d.id = letter_print.document offset 0)
);

-- Under which sign the letter behind an item was issued, and the digest of its file, for whoever sees the item: by key,
-- not one by one of its deliveries.
create function print_behind(p_item uuid) returns table (sign text, is_issued boolean, digest text)
language sql stable rows 1 security definer set search_path = public, pg_temp
as $$
    select d.sign, d.issued_at is not null, p.digest
    from letter_behind(p_item) d left join letter_print p on p.document = d.id
$$;

-- The first file stays.
create function keep_print(p_item uuid, p_digest text) returns text
language sql security definer set search_path = public, pg_temp
as $$
    insert into letter_print (document, digest, made_at)
    select d.id, p_digest, world_now() from letter_behind(p_item) d where d.issued_at is not null
    on conflict (document) do update set digest = letter_print.digest
    returning digest
$$;

-- The bodies a letter goes to, under the names of the day of issue; of a draft, of today. They stand on the letter, so
-- whoever holds it reads them.
create function bodies_on_letter(p_item uuid) returns table (name text, kind text, is_copy boolean)
language sql stable rows 10 security definer set search_path = public, pg_temp
as $$
    select body.name, body.kind, a.is_copy
    from letter_behind(p_item) d
    join addressee a on a.document = d.id
    cross join lateral (
        select u.name, case when area.rank = 'commune' then u.body else '' end as kind
        from holding h
        join unit u on u.id = h.unit
        left join area on area.id = u.area
        where h.jurisdiction = a.seat
          and h.during @> coalesce((d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date, world_today())
        limit 1
    ) body
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke insert, update, delete, truncate on letter_print from lienthong_app;
    end if;
end $$;
