-- What a person asked for is seen with the item it is about.
select follow_item('right_used');

-- Which items are restricted, and nothing else of them: asked with each item that is read, by a key of a small index, with
-- the owner's rights.
create view restricted_item as select item from right_used where act = 'restricted' and ended_at is null;

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        grant select on restricted_item to lienthong_app;
        revoke insert, update, delete on restricted_item from lienthong_app;
        revoke update, delete, truncate on right_used from lienthong_app;
        grant update (ended_at) on right_used to lienthong_app;
    end if;
end $$;
