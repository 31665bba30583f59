-- A number that a letter on paper bears: the book goes on behind the greatest. The row lock holds until the act commits,
-- so whoever takes a number beside waits, and whoever asks afterwards whether it is used sees who was first.
create function take_number(p_unit int, p_code text, p_year int, p_number int) returns int
language sql
as $$
    insert into book as b (unit, code, year, last, entered) values (p_unit, p_code, p_year, p_number, 1)
    on conflict (unit, code, year) do update set last = greatest(b.last, excluded.last), entered = b.entered + 1
    returning last
$$;

-- The same of a series that runs over a committee's term, entered in the register of the year (`next_number_of_term`).
create function take_number_of_term(p_unit int, p_code text, p_year int, p_series date, p_number int) returns int
language sql
as $$
    with series as (
        insert into book as b (unit, code, year, last, entered)
        select p_unit, 'nk' || substr(p_code, 3) || '-' || to_char(p_series, 'YYYYMMDD'),
               extract(year from p_series)::int,
               greatest(p_number, case when p_series = lower(u.during) then (
                   select max(o.last) from book o where o.unit = p_unit and o.code = p_code) end), 0
        from unit u where u.id = p_unit
        on conflict (unit, code, year) do update set last = greatest(b.last, excluded.last)
        returning last
    ), entered as (
        insert into book as b (unit, code, year, last, entered)
        select p_unit, p_code, p_year, last, 1 from series
        on conflict (unit, code, year) do update set last = greatest(b.last, excluded.last), entered = b.entered + 1
    )
    select last from series
$$;
