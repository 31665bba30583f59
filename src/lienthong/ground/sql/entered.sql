-- The next number of a book, and one entry more under it: whoever takes a number enters what it is given to in the same
-- transaction. The row lock holds until the act commits, so a refused act leaves no gap and no count.
create or replace function next_number(p_unit int, p_code text, p_year int) returns int
language sql
as $$
    insert into book as b (unit, code, year, last, entered) values (p_unit, p_code, p_year, 1, 1)
    on conflict (unit, code, year) do update set last = b.last + 1, entered = b.entered + 1
    returning last
$$;
