-- Nobody holds a jurisdiction twice on a day: two that begin together meet in a key (`holding_one_at_a_time`), one that
-- outlives the beginning of the next is found by the deferred check. Who writes holdings writes alone, so that each
-- check sees what the writer before it left.

-- One writer of the registry at a time; readers never wait.
create or replace function alone_in_registry() returns void
language sql
as $$ select pg_advisory_xact_lock(7411860) $$;

-- What is wrong with the holdings of these jurisdictions, by the name of the law: `holding_one_at_a_time` (two on a
-- day), `holding_no_gap` (held longer or shorter than the jurisdiction lives), `holding_within_unit` (held by nobody
-- alive).
create function holding_faults(p_jurisdictions int[]) returns table (jurisdiction int, fault text)
language sql stable
as $$
    select found.id, case when found.twice then 'holding_one_at_a_time'
                          when found.held is distinct from datemultirange(found.during) then 'holding_no_gap'
                          else 'holding_within_unit' end
    from (
        select j.id, j.during, range_agg(h.during) as held, bool_or(h.during && h.next) as twice,
               bool_or(not h.during <@ u.during) as outlived
        from jurisdiction j
        left join (
            select h.jurisdiction, h.unit, h.during,
                   lead(h.during) over (partition by h.jurisdiction order by h.begins_on) as next
            from holding h where h.jurisdiction = any (p_jurisdictions)
        ) h on h.jurisdiction = j.id
        left join unit u on u.id = h.unit
        where j.id = any (p_jurisdictions)
        group by j.id
    ) found
    where found.twice or found.held is distinct from datemultirange(found.during) or found.outlived
$$;

create or replace function check_holdings(p_jurisdiction int) returns void
language plpgsql
as $$
declare
    broken text;
begin
    perform alone_in_registry();
    select fault into broken from holding_faults(array[p_jurisdiction]);
    if found then
        raise exception using
            errcode = 'check_violation', constraint = broken, table = 'holding',
            message = format('holdings of jurisdiction %s: %s', p_jurisdiction, broken);
    end if;
end
$$;

create or replace function broken_holdings() returns setof int
language sql stable
as $$ select jurisdiction from holding_faults((select array_agg(id) from jurisdiction)) $$;

do $$ begin
    revoke execute on function alone_in_registry() from public;
end $$;
