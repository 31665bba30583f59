-- Answers lie in the order of their time, so blocks of them are told apart by it, at no cost when one is kept.
create index answer_at on answer using brin (at) with (autosummarize = on);

-- What was answered under a key is kept for 30 days. A citizen's secret that an earlier version kept in it is struck
-- after one; asked each hour, so three days are enough to look back. How many answers went.
create function sweep_answers(p_limit int) returns int
language sql security definer set search_path = public, pg_temp
as $$
    with struck as (
        update answer set answer = answer - 'secret'
        where at between now() - interval '3 days' and now() - interval '1 day' and answer ? 'secret'
    ), gone as (
        delete from answer where ctid = any (array(
            select ctid from answer where at < now() - interval '30 days' limit p_limit))
        returning 1
    )
    select count(*)::int from gone
$$;
