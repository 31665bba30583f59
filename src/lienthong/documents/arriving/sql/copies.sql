-- The copies that bodies the transaction reaches have of a letter its sender names by its own id; the newest first.
select a.item, a.document, a.receiver, w.received_seat as seat
from arrived_letter a join work_item w on w.id = a.item
where a.letter = %(letter)s and a.sender = %(sender)s and a.purpose <> 1 and w.received_seat = any (%(seats)s::int[])
order by a.at desc
