-- Why something was undone or withdrawn, and which papers are sealed: appended, never edited, seen with their item.
select follow_item('act_reason');
select follow_item('paper_withdrawal');

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke update, delete, truncate on act_reason, paper_withdrawal from lienthong_app;
    end if;
end $$;
