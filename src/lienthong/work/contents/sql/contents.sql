-- What a file holds is seen by whoever sees the letter it hangs in, so the application reads no row itself: functions of
-- the owner answer it about files it may see.
alter table content enable row level security;

-- What the worker read. `p_words`: folded, bounded; read again, the newer reading counts.
create function keep_content(p_digest text, p_pages int, p_words text, p_fault text) returns void
language sql security definer set search_path = public, pg_temp
as $$
    insert into content (digest, pages, tokens, fault, read_at)
    values (p_digest, p_pages, item_tokens(p_words, ''), p_fault, world_now())
    on conflict (digest) do update set pages = excluded.pages, tokens = excluded.tokens, fault = excluded.fault,
                                       read_at = excluded.read_at
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke all on content from lienthong_app;
    end if;
end $$;
