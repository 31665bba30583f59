-- What is resolved by rule where both sides have the same, line by line, and what the file's open work counts.

-- Login names given here already: the imported one gets the code of its province behind it.
create or replace function renamed_accounts() returns table (id int, was text, becomes text)
language plpgsql stable
as $$
begin
    return query
        select s.id, s.username, free.name
        from joining.account s
        join account a on a.username = s.username
        cross join joining.meta m
        cross join lateral (
            select t.name
            from (select n, s.username || '.' || to_char(m.origin, 'FM00') || case when n > 1 then '.' || n else '' end as name
                  from generate_series(1, 99) n) t
            where not exists (select from account x where x.username = t.name)
              and not exists (select from joining.account x where x.username = t.name)
            order by n limit 1
        ) free;
end $$;

-- One row of a catalogue: its key and what stands otherwise in the other one.
create or replace function told_apart(p_key text, p_row jsonb, p_other jsonb) returns text
language sql immutable
as $$
    select p_key || ': ' || string_agg(e.key || ' = ' || coalesce(e.value, '–'), '; ' order by e.key)
    from jsonb_each_text(p_row) e
    where e.value is distinct from p_other ->> e.key
$$;

-- What is resolved by rule: every line of it is shown before anybody signs, and asked again when it is carried out.
create or replace function joining_changes() returns table (tab text, was text, becomes text, rule text)
language plpgsql stable
as $$
begin
    return query
        select 'account', r.was, r.becomes, 'renamed' from renamed_accounts() r
        union all
        select 'dossier', s.code, s.code, 'code_twice'
        from joining.dossier s where s.code in (select d.code from dossier d)
        union all
        select 'dossier', s.lookup_code, s.lookup_code, 'code_twice'
        from joining.dossier s where s.lookup_code in (select d.lookup_code from dossier d)
        union all
        select 'report', s.code, s.code, 'code_twice'
        from joining.report s where s.code in (select r.code from report r)
        union all
        -- 15a is a number of its own beside 15.
        select 'delivery', said.number || ' · ' || u.short_name, said.number, 'number_twice'
        from joining.delivery s
        join delivery d using (register_unit, register_year, register_number, register_letter)
        join unit u on u.id = s.register_unit
        cross join lateral (
            select lpad(s.register_number::text, greatest(2, length(s.register_number::text)), '0')
                   || s.register_letter || '/' || s.register_year as number
        ) said
        union all
        select 'book', concat_ws(' · ', u.short_name, s.code, s.year, b.last || ' ở đây', s.last || ' ở tệp'),
               greatest(s.last, b.last)::text, 'greater_number'
        from joining.book s join book b using (unit, code, year) join unit u on u.id = s.unit
        union all
        select 'procedure', told_apart(s.code, to_jsonb(s), to_jsonb(p)), told_apart(s.code, to_jsonb(p), to_jsonb(s)),
               'ours_stays'
        from joining.procedure s join procedure p using (code) where row(p.*) is distinct from row(s.*)
        union all
        select 'procedure', '', s.code, 'added'
        from joining.procedure s where s.code not in (select p.code from procedure p)
        union all
        select 'report_field', told_apart(s.name, to_jsonb(s), to_jsonb(f)), told_apart(s.name, to_jsonb(f), to_jsonb(s)),
               'ours_stays'
        from joining.report_field s join report_field f using (name) where row(f.*) is distinct from row(s.*)
        union all
        select 'report_field', '', s.name, 'added'
        from joining.report_field s where s.name not in (select f.name from report_field f)
        union all
        select 'unit', '', s.name, 'added' from joining.unit s where s.id not in (select u.id from unit u)
        union all
        select 'area', '', s.name, 'added' from joining.area s where s.id not in (select a.id from area a)
        union all
        select 'jurisdiction', '', concat_ws(' ', s.kind, s.field, s.id), 'added'
        from joining.jurisdiction s where s.id not in (select j.id from jurisdiction j)
        union all
        select 'holding', coalesce(u.short_name, a.name, '') || coalesce(' · ' || j.field, ''),
               (select string_agg(v.short_name || ' ' || h.during, ' → ' order by h.during)
                from joining.holding h join joining.unit v on v.id = h.unit where h.jurisdiction = j.id), 'theirs_counts'
        from jurisdiction j left join unit u on u.id = j.unit left join area a on a.id = j.area
        where j.id in (select taken_baskets())
        order by 1, 4, 2, 3;
end $$;

create or replace function changes_digest() returns text
language plpgsql stable
as $$
begin
    return (select encode(sha256(convert_to(coalesce(jsonb_agg(c)::text, ''), 'UTF8')), 'hex') from joining_changes() c);
end $$;

-- Open work of the file as a reconciliation counts it (`reconciliation_lines`), due times against its own clock.
create or replace function joining_lines()
returns table (jurisdiction int, kind text, state text, n int, late int, seconds_left bigint, a numeric, b numeric)
language plpgsql stable
as $$
begin
    return query
        select w.jurisdiction, w.kind, w.state, count(*)::int,
               (count(*) filter (where w.due_at < m.as_of and w.paused_at is null))::int,
               coalesce(sum(extract(epoch from w.due_at - m.as_of)::bigint), 0)::bigint,
               sum(lasting(row(w.*)::public.work_item, 1)), sum(lasting(row(w.*)::public.work_item, 2))
        from joining.work_item w cross join joining.meta m
        where w.closed_at is null
        group by w.jurisdiction, w.kind, w.state;
end $$;
