-- The file of a letter is seen by whoever sees the letter. That it is due is written with the issue itself, one row a
-- letter; the worker makes it, so that nobody writes by looking.
create function letter_print_due() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    insert into letter_print (document, digest, made_at) values (new.id, '', new.issued_at) on conflict do nothing;
    return null;
end $$;
create trigger letter_print_due after update of issued_at on document
    for each row when (old.issued_at is null and new.issued_at is not null) execute function letter_print_due();

-- The oldest letters without a file, each with its draft and the seat this lies in.
create function prints_due(p_limit int) returns table (item uuid, seat int)
language sql stable security definer set search_path = public, pg_temp
as $$
    select f.item, w.jurisdiction
    from letter_print p
    cross join lateral (select item from draft where document = p.document limit 1) f
    join work_item w on w.id = f.item
    where p.digest = ''
    order by p.made_at, p.document
    limit p_limit
$$;

alter table letter_print enable row level security;
create policy letter_print_seen on letter_print for select using (
    exists (select from document d where d.id = letter_print.document offset 0)
);

-- Under which sign the letter behind an item was issued, and the digest of its file, for whoever sees the item: by key,
-- not one by one of its deliveries.
create function print_behind(p_item uuid) returns table (sign text, is_issued boolean, digest text)
language sql stable rows 1 security definer set search_path = public, pg_temp
as $$
    select d.sign, d.issued_at is not null, nullif(nullif(p.digest, ''), '-')
    from letter_behind(p_item) d left join letter_print p on p.document = d.id
$$;

-- The first file stays; «-» says that there can be none.
create function keep_print(p_item uuid, p_digest text) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with kept as (
        update letter_print p set digest = p_digest, made_at = world_now()
        from letter_behind(p_item) d where p.document = d.id and p.digest = ''
        returning 1
    )
    select count(*)::int from kept
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
