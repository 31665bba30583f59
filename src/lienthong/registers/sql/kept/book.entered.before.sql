insert into book (unit, code, year, last)
select unit, code, year, 0 from book_entries e where last is null
on conflict do nothing
