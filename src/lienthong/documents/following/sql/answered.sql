-- How the letter stands that an answer is to, wherever it lies. Nobody moves it until this act is over.
select w.id, w.state, w.jurisdiction from work_item w where w.id = %(item)s and w.kind = 'delivery' for update
