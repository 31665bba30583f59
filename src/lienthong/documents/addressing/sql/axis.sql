do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        grant update (course, course_at, recall_asked_at, recall_reason, recall_answer) on outside_addressee
            to lienthong_app;
    end if;
end $$;
