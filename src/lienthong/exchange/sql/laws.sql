-- A webhook and its deliveries are seen by whoever holds the seat it was agreed for.
alter table webhook enable row level security;
create policy webhook_of_seat on webhook using (
    coalesce(seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]), false)
);
alter table webhook_delivery enable row level security;
create policy webhook_delivery_of_seat on webhook_delivery using (
    coalesce(seat = any ((select nullif(current_setting('lt.scope', true), '')::int[])::int[]), false)
);

-- The journal's next lines, one delivery for each address whose unit may see the work: its scope of today against the
-- item's parties, the rule of row security. It reads everybody's lines, so it is the owner's, and hands none out. What
-- is sent holds ids and codes only; whoever wants to read the work asks the API, as themselves.
create function address_webhooks(p_source text, p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with hook as materialized (
        select h.id, h.seat, h.kinds, held_by(h.unit, world_today()) as scope
        from webhook h
        join unit u on u.id = h.unit and u.during @> world_today()
        where h.state <> 'deleted'
    ), line as materialized (
        select l.id, l.at, l.verb, l.item, l.seq, l.jurisdiction, l.unit
        from read_tail('webhooks', p_limit) l
        where l.item is not null and l.origin = 0
    ), addressed as (
        insert into webhook_delivery (webhook, seat, line, item, event, state, tries, next_at, is_sending, answer,
                                      made_at)
        select h.id, h.seat, l.id, l.item,
               jsonb_build_object(
                   'specversion', '1.0',
                   'id', l.id::text,
                   'source', p_source,
                   'type', 'vn.lienthong.' || l.verb,
                   'subject', l.item::text,
                   'time', to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                   'datacontenttype', 'application/json',
                   'data', jsonb_build_object(
                       'item', l.item, 'kind', w.kind, 'reference', w.reference, 'state', w.state,
                       'version', w.version, 'seq', l.seq, 'by_unit', actor.code, 'at_unit', holder.code)),
               'waiting', 0, clock_timestamp(), false, '', clock_timestamp()
        from line l
        join work_item w on w.id = l.item
        join hook h on w.parties && h.scope and (h.kinds = '{}' or w.kind = any (h.kinds))
        left join unit actor on actor.id = l.unit
        left join unit holder on holder.id = holder_of(l.jurisdiction, world_today())
        order by l.id
        on conflict do nothing
        returning 1
    )
    select count(*)::int from addressed
$$;

-- What is due, for one sender at a time: until `p_lease` has passed nobody else takes it. No address has more than
-- `p_each` in the air, so a slow one holds up only itself.
create function claim_webhooks(p_limit int, p_each int, p_lease interval) returns table (
    id bigint, webhook uuid, unit int, url text, event text, tries smallint
)
language sql security definer set search_path = public, pg_temp
as $$
    with due as (
        select d.id
        from webhook h
        join unit u on u.id = h.unit and u.during @> world_today()
        cross join lateral (
            select count(*)::int as n from webhook_delivery a
            where a.webhook = h.id and a.state = 'waiting' and a.is_sending and a.next_at > clock_timestamp()
        ) air
        cross join lateral (
            select d.id from webhook_delivery d
            where d.webhook = h.id and d.state = 'waiting' and d.next_at <= clock_timestamp()
            order by d.id
            limit greatest(p_each - air.n, 0)
            for update skip locked
        ) d
        where h.state = 'active'
        limit p_limit
    ), taken as (
        update webhook_delivery d
        set tries = d.tries + 1, next_at = clock_timestamp() + p_lease, tried_at = clock_timestamp(), is_sending = true
        from due where d.id = due.id
        returning d.id, d.webhook, d.event, d.tries
    )
    select t.id, t.webhook, h.unit, h.url, t.event::text, t.tries
    from taken t join webhook h on h.id = t.webhook
    order by t.id
$$;

create function sweep_webhooks(p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with gone as (
        delete from webhook_delivery where id in (
            select id from webhook_delivery where made_at < now() - interval '30 days' order by made_at limit p_limit)
        returning 1
    )
    select count(*)::int from gone
$$;

select begin_tail('webhooks');

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on webhook from lienthong_app;
        revoke insert, delete, truncate on webhook_delivery from lienthong_app;
    end if;
end $$;
