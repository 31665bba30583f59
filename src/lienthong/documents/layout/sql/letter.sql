-- What stands on the paper of the letter behind an item: of the body that issued it, of a draft the one that would.
select world_today() as today, d.side, d.type, d.subject, d.body, d.to_line, d.urgency, d.sign, d.issued_at, d.signer, d.signed_as,
       d.signed_for, d.signed_under, issuer.name as issuer, issuer.body as issuer_body,
       coalesce(area.name, '') as area, coalesce(above.name, '') as above,
       coalesce(province.name, '') as province,
       coalesce(person.name, '') as signer_name, coalesce(post.title, '') as signer_title,
       made.form as copy_form, made.facts as copy_facts
from letter_behind(%(item)s) d
left join copy_behind(%(item)s) made on true
join unit issuer
  on issuer.id = case when d.issued_at is null then holder_of(d.issuer_seat, world_today()) else d.issuer_unit end
left join area on area.id = issuer.area
left join unit above on above.id = issuer.superior
left join area province on province.id = coalesce(
       area.province, above.area,
       (select id from area where rank = 'province' and code = %(city)s and during @> world_today()))
left join mandate on mandate.id = d.signer
left join post on post.id = mandate.post
left join person on person.id = mandate.person
