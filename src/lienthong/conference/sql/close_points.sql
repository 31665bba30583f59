-- The points of a closed meeting close with it; each keeps how it ended: attended, left or absent.
with closed as (
    update work_item w set
        state = case w.state when 'invited' then 'absent' when 'left' then 'left' else 'attended' end,
        step = '',
        closed_at = (select world_now()),
        version = version + 1,
        changed_at = statement_timestamp(),
        chain_seq = chain_seq + 1,
        chain_digest = journal_digest(chain_digest, chain_seq + 1, %(act)s, (select world_now()), 'bridge_point.closed', id,
                                      jurisdiction, %(unit)s, %(mandate)s, %(facts)s)
    where w.parent = %(meeting)s and w.kind = 'bridge_point' and w.closed_at is null
    returning w.id, w.jurisdiction, w.chain_seq, w.chain_digest
)
insert into journal (act, at, verb, item, jurisdiction, unit, mandate, facts, seq, digest)
select %(act)s, (select world_now()), 'bridge_point.closed', id, jurisdiction, %(unit)s, %(mandate)s, %(facts)s, chain_seq,
       chain_digest
from closed
