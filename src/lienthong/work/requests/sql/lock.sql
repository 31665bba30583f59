-- Whoever opens or closes a question holds the item it is about: who has a part in it is counted one after the other.
select jurisdiction from work_item where id = %(id)s for update
