-- Of the items the verdicts of a round rest on: each line's digest again from its predecessor's, and the head.
with item as materialized (
    select distinct j.item from attempt a join journal j on j.id = a.line where a.round = %(round)s
), line as (
    select j.id, j.item, j.seq, j.digest,
           journal_digest(lag(j.digest) over chain, j.seq, j.act, j.at, j.verb, j.item, j.jurisdiction, j.unit, j.mandate,
                          j.facts, j.door, j.access) as expected,
           row_number() over chain as position, lead(j.id) over chain is null as is_last
    from item i join journal j on j.item = i.item
    window chain as (partition by j.item order by j.seq)
)
select l.id, l.item
from line l
left join work_item w on l.is_last and w.id = l.item
where l.digest is distinct from l.expected or l.seq <> l.position
   or l.is_last and (w.chain_seq is distinct from l.seq or w.chain_digest is distinct from l.digest)
order by l.id
