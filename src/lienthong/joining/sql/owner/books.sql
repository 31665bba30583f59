-- Last, because whoever numbers in one of these books meanwhile waits.
create or replace function join_books() returns void
language plpgsql
as $$
begin
    insert into book as b (unit, code, year, last, entered)
    select unit, code, year, last, entered from joining.book order by unit, code, year
    on conflict (unit, code, year) do update
        set last = greatest(b.last, excluded.last), entered = b.entered + excluded.entered;
end $$;
