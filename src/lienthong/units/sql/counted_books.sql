-- A book that gave no number only counts what was brought in from elsewhere: of an ended body too.
create or replace trigger book_open before insert on book for each row when (new.last > 0)
    execute function book_is_open();
