-- A key at the server is to sign at a place of a letter, if there is one for this person or body.
insert into letter_signature (document, place, id, standing, certificate, mandate, version, at, prepared, attributes,
                              signature, digest, problem)
select %(document)s, %(place)s, %(id)s, 'asked', c.id, %(mandate)s, 0, world_now(), '', '', '', '', ''
from certificate c
where c.withdrawn_at is null and c.at_server
  and (%(place)s = 'signature' and c.person = %(person)s or %(place)s = 'seal' and c.unit = %(unit)s)
  and (%(place)s = 'signature'
       or exists (select from letter_signature s where s.document = %(document)s and s.place = 'signature'))
order by c.registered_at desc, c.id desc
limit 1
on conflict (document, place) do update
set id = excluded.id, standing = 'asked', certificate = excluded.certificate, mandate = excluded.mandate,
    at = excluded.at, signature = '', problem = ''
where letter_signature.standing in ('begun', 'failed')
