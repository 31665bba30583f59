-- The areas a plan speaks of: in force on the eve of its date – also those that merely have a code it wants to give –,
-- and those prepared under its codes; with the provinces.
with wanted as (
    select a.id, a.code, a.rank, a.name, a.district, a.province, a.during = not_yet() as prepared
    from area a
    where (a.during @> (%(day)s::date - 1)
           and (a.rank = 'province' or (a.rank, a.code) in (select * from unnest(%(ranks)s::text[], %(codes)s::text[]))
                or (a.rank, a.code) in (select * from unnest(%(new_ranks)s::text[], %(new_codes)s::text[]))))
       or (a.during = not_yet()
           and (a.rank, a.code) in (select * from unnest(%(new_ranks)s::text[], %(new_codes)s::text[])))
)
select * from wanted order by id
