-- Many decisions in one statement: each item to its part – or, taken back, to the whole – if it lies in the divided
-- jurisdiction or another of its parts, is open, and the actor's unit holds it; its longer chain and its journal line;
-- and the decision with its reason. Nothing but the jurisdiction changes: state, code, dates and assignee stay.
with asked as (
    select a.item, a.part, a.rule, a.reason, %(undivided)s::int as whole,
           jsonb_build_object('plan', %(plan)s::int, 'undivided', %(undivided)s::int, 'part', a.part, 'rule', a.rule) as facts
    from unnest(%(items)s::uuid[], %(parts)s::int[], %(rules)s::int[], %(reasons)s::text[]) as a(item, part, rule, reason)
    join jurisdiction p on p.id = a.part and (p.parent = %(undivided)s or p.id = %(undivided)s)
), moved as (
    update work_item w set
        jurisdiction = a.part,
        parties = parties_of(w.id, a.part, w.received_seat, w.sender_seat),
        version = w.version + 1,
        changed_at = statement_timestamp(),
        chain_seq = w.chain_seq + 1,
        chain_digest = journal_digest(w.chain_digest, w.chain_seq + 1, %(act)s, world_now(), %(verb)s, w.id,
                                      a.part, %(unit)s, %(mandate)s, a.facts)
    from asked a
    where w.id = a.item and w.closed_at is null and w.jurisdiction = any (%(held)s::int[]) and w.jurisdiction <> a.part
      and (w.jurisdiction = a.whole
           or w.jurisdiction in (select sibling.id from jurisdiction sibling where sibling.parent = a.whole))
    returning w.id, w.chain_seq, w.chain_digest, a.part, a.rule, a.reason, a.facts
), line as (
    insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
    select %(act)s, world_now(), %(verb)s, id, part, %(unit)s, %(mandate)s, facts, chain_seq, chain_digest
    from moved
), said as (
    insert into decision as d (plan, item, part, by, rule, reason, at, second_by)
    select %(plan)s, id, part, %(mandate)s, rule, reason, world_now(), null from moved
    on conflict (plan, item) do update set
        part = excluded.part, by = excluded.by, rule = excluded.rule, reason = excluded.reason, at = excluded.at,
        second_by = null
)
select id, part, rule from moved
