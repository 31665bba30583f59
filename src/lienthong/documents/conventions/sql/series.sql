-- The day from which the numbers of a committee of the Party are counted: of the term it serves; while none is entered,
-- since the last one ended or it began.
create function series_on(p_unit int, p_on date) returns date
language sql stable
as $$
    select coalesce(
        (select t.series from committee_term t
         where t.unit = p_unit and t.starts_on <= p_on and (t.ends_on is null or t.ends_on >= p_on)
         order by t.starts_on desc limit 1),
        (select max(t.ends_on) + 1 from committee_term t where t.unit = p_unit and t.ends_on < p_on),
        (select lower(during) from unit where id = p_unit))
$$;

-- The next number of a type over a committee's term (`nk-…`, one row a series), entered in the register of the year. The
-- row lock of the series holds until the act commits: a refused act leaves no gap, in the year nor over its end. The
-- first series goes on from what was numbered before series were kept.
create function next_number_of_term(p_unit int, p_code text, p_year int, p_series date) returns int
language sql
as $$
    with series as (
        insert into book as b (unit, code, year, last, entered)
        select p_unit, 'nk' || substr(p_code, 3) || '-' || to_char(p_series, 'YYYYMMDD'),
               extract(year from p_series)::int,
               1 + case when p_series = lower(u.during) then coalesce(
                       (select max(o.last) from book o where o.unit = p_unit and o.code = p_code), 0) else 0 end, 0
        from unit u where u.id = p_unit
        on conflict (unit, code, year) do update set last = b.last + 1
        returning last
    ), entered as (
        insert into book as b (unit, code, year, last, entered)
        select p_unit, p_code, p_year, last, 1 from series
        on conflict (unit, code, year) do update set last = excluded.last, entered = b.entered + 1
    )
    select last from series
$$;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke delete, truncate on section_abbreviation, committee_term, drafting_rule from lienthong_app;
    end if;
end $$;
