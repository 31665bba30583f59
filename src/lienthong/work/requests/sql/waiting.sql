-- By when the holder of a seat is to answer an open question about an item; nothing when none is open.
select due_at from work_item
where parent = %(parent)s and kind = 'referral' and closed_at is null and jurisdiction = %(seat)s
