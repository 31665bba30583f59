-- Dossiers taken in while a list's line ended in the citizen's name, and their words stood among the work's: the name
-- goes from the line (a round's mark stays), the words get the sign of a citizen's (`work.persons.words.SIGN`). The
-- words end in as many words as name and telephone have; of those handed in online the line stands among them, too.
create function citizen_sign(p_words text) returns text
language sql immutable
as $$
    select coalesce(string_agg('qz' || word, ' ' order by nth), '')
    from regexp_split_to_table(p_words, '[^[:alnum:]]+') with ordinality as w(word, nth)
    where word <> ''
$$;

update work_item w
set subject = n.subject,
    words = replace(array_to_string(n.parts[:cardinality(n.parts) - n.of_citizen], ' '), ' – ' || n.name, '') || ' '
            || citizen_sign(array_to_string(n.parts[cardinality(n.parts) - n.of_citizen + 1:], ' '))
from (
    select l.*, array_to_string(parts[cardinality(parts) - of_citizen + 1 : cardinality(parts) - of_phone], ' ') as name
    from (
        select i.id,
               left(i.subject, length(i.subject) - length(d.applicant) - 3)
                   || coalesce(' – ' || (select string_agg(m[1], ' ')
                                         from regexp_matches(d.applicant, '(\[(?:Vòng \d{1,6}|Người thật)\])', 'g') m), '')
                   as subject,
               string_to_array(i.words, ' ') as parts,
               cardinality(regexp_split_to_array(btrim(c.said), '\s+')) as of_citizen,
               case when d.phone = '' then 0 else 1 end as of_phone
        from work_item i
        join dossier d on d.item = i.id
        cross join lateral (
            select translate(d.applicant || ' ' || d.phone, U&'\00A0\2000\2001\2002\2003\2009\200A\3000', '        ')
                   as said
        ) c
        where i.kind = 'dossier' and d.applicant <> '' and right(i.subject, length(d.applicant) + 3) = ' – ' || d.applicant
    ) l
    where cardinality(parts) > of_citizen
) n
where w.id = n.id;

drop function citizen_sign(text);
