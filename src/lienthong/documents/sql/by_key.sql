-- By key, as in work/sql/by_key.sql.
alter policy document_seen on document using (
    exists (select from draft d where d.document = document.id offset 0)
    or exists (select from delivery d where d.document = document.id offset 0)
);
alter policy document_changed on document using (
    exists (select from draft d join work_item w on w.id = d.item
            where d.document = document.id
              and coalesce(w.parties && (select nullif(current_setting('lt.scope', true), '')::int[]), false) offset 0)
);
alter policy addressee_seen on addressee using (
    exists (select from draft d where d.document = addressee.document offset 0)
);

-- The letter behind an item, for whoever sees the item. Row security alone would try the letter's 3,321 deliveries one
-- by one until it comes to the reader's.
create function letter_behind(p_item uuid) returns setof document
language sql stable rows 1 security definer set search_path = public, pg_temp
as $$
    select d.*
    from document d
    where d.id = (select document from delivery where item = p_item
                  union all
                  select document from draft where item = p_item)
      and exists (select from visible_item w where w.id = p_item)
$$;

-- To whom a letter goes, for whoever sees its draft: asked once, not of each of 3,321 addressees.
create function addressees_of(p_document uuid) returns setof addressee
language sql stable rows 10 security definer set search_path = public, pg_temp
as $$
    select a.*
    from addressee a
    where a.document = p_document
      and exists (select from draft f join visible_item w on w.id = f.item where f.document = p_document)
$$;
