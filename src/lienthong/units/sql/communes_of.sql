-- Areas of commune rank that stand on the day in a province or have an heir in it: before the merger "in the
-- city" means "will be". Begins at the province, so that it costs its areas, not the country's.
create or replace function communes_of(p_province int, p_day date) returns setof int
language sql stable parallel safe rows 200
as $$
    select id from area where province = p_province and rank = 'commune' and during @> p_day
    union
    select a.id
    from area n join area_heir h on h.new = n.id join area a on a.id = h.old
    where n.province = p_province and a.rank = 'commune' and a.during @> p_day
$$;
