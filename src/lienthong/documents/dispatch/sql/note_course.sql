-- The first word of the other system is its receipt; each later one says what it said.
update outside_addressee
set course = coalesce(%(course)s, course),
    course_at = case when %(course)s::text is null then course_at else %(at)s end,
    received_at = case when %(course)s in ('unsent', 'sent') then received_at else coalesce(received_at, %(at)s) end,
    receipt = case when %(words)s = '' then receipt else %(words)s end,
    recall_answer = coalesce(%(recall)s, recall_answer)
where document = %(document)s and ordinal = %(outside)s
