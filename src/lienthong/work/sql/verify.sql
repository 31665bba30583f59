-- Every line's digest again from its predecessor's, every chain without a gap, every head equal to its last line.
with line as (
    select id, item, unit, origin, (at at time zone 'Asia/Ho_Chi_Minh')::date as day, seq, digest,
           journal_digest(
               lag(digest) over chain, seq, act, at, verb, item, jurisdiction, unit, mandate, facts, door, access
           ) as expected,
           row_number() over chain as position,
           lead(id) over chain is null as is_last
    from journal
    window chain as (
        partition by item, case when item is null then origin end, case when item is null then coalesce(unit, 0) end,
                     case when item is null then (at at time zone 'Asia/Ho_Chi_Minh')::date end
        order by seq
    )
), head as (
    select l.id, coalesce(w.chain_seq, d.seq, o.seq) as seq,
           coalesce(w.chain_digest, d.digest, o.digest) as digest,
           l.seq as last_seq, l.digest as last_digest
    from line l
    left join work_item w on w.id = l.item
    left join journal_day d
        on l.item is null and l.origin = 0 and d.unit = coalesce(l.unit, 0) and d.day = l.day
    left join joined_day o
        on l.item is null and o.origin = l.origin and o.unit = coalesce(l.unit, 0) and o.day = l.day
    where l.is_last
)
select (select count(*) from line) as lines,
       (select count(*) from head) as chains,
       (select count(*) from work_item w where not exists (select from journal j where j.item = w.id)) as headless,
       (select array_agg(id order by id) from (
            select id from line where digest is distinct from expected or seq <> position
            union
            select id from head where seq is distinct from last_seq or digest is distinct from last_digest
        ) broken) as broken
