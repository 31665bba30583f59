-- What another system sent is seen with the delivery it is about, and stays as it came.
select follow_item('arrived_letter');

do $$ begin
    if exists (select from pg_roles where rolname = 'lienthong_app') then
        revoke update, delete, truncate on arrived_letter from lienthong_app;
    end if;
end $$;

-- Letters beside the one behind an item, for whoever sees the item: what it answers, what answers it or its copies, what
-- it corrects or replaces, what corrects or replaces it; also letters that another system sent. Of
-- one that is not issued yet, only its own body is told.
-- `item`: where this reader opens it; whoever has no part in it is told its sign and day.
create or replace function letters_beside(p_item uuid) returns table (
    relation text, document uuid, item uuid, sign text, subject text, issued_at timestamptz, issuer int,
    in_part boolean, state text
)
language sql stable rows 3 security definer set search_path = public, pg_temp
as $$
    with own as materialized (
        select d.id, d.answers, v.item as delivery, f.item as draft
        from (select document, item from delivery where item = p_item
              union all
              select document, item from draft where item = p_item) behind
        join document d on d.id = behind.document
        left join delivery v on v.item = p_item
        left join draft f on f.item = p_item
        where exists (select from visible_item w where w.id = p_item)
    ), beside as (
        select 'answers' as relation, v.document as other, o.answers as at
        from own o join delivery v on v.item = o.answers
        union all
        (select 'answers', a.answers, null
         from own o join arrived_letter a on a.item = o.delivery
         where a.answers is not null
         limit 1)
        union all
        (select 'answer', a.document, a.item
         from own o join arrived_letter a on a.answers = o.id
         where o.draft is not null
         order by a.at desc
         limit 51)
        union all
        -- The addressee's own answers; to the sender those of all its addressees.
        select 'answer', a.id, null
        from own o join document a on a.answers = o.delivery
        union all
        (select 'answer', a.id, null
         from own o
         join delivery v on v.document = o.id
         join document a on a.answers = v.item
         where o.draft is not null and a.issued_at is not null
         order by a.issued_at desc
         limit 51)
        union all
        select r.way, r.revised, null from own o join revision r on r.document = o.id
        union all
        select case r.way when 'replaces' then 'replaced' else 'corrected' end, r.document, null
        from own o join revision r on r.revised = o.id
    )
    select b.relation, d.id, here.id, d.sign, case when here.id is null then '' else d.subject end, d.issued_at,
           d.issuer_unit, d.in_part, coalesce(here.state, '')
    from beside b
    join document d on d.id = b.other
    left join lateral (
        select w.id, w.state
        from (select f.item from draft f where f.document = d.id
              union all
              select v.item from delivery v where v.document = d.id) i
        join visible_item w on w.id = i.item
        order by w.id = b.at desc, w.kind = 'draft' desc
        limit 1
    ) here on true
    where d.issued_at is not null or here.id is not null
$$;
