-- A body that has ended gives no number any more: its books are closed with its last day, and its heir's begin at 01.
-- Before the insert alone: `next_number` always tries to insert first.
create function book_is_open() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
    if exists (select from unit where id = new.unit and upper(during) <= world_today()) then
        raise exception using errcode = 'check_violation', constraint = 'book_closed', table = 'book',
            message = format('unit %s has ended and its books are closed', new.unit);
    end if;
    return new;
end $$;
create trigger book_open before insert on book for each row execute function book_is_open();
