-- Signatures an officer made, and seals they had made, with their letters; newest first.
select f.item, d.sign, d.subject, s.place, s.standing, s.problem, s.at, c.is_trial
from (select document, place, standing, problem, at, certificate
      from letter_signature
      where mandate = %(mandate)s::int and standing <> 'begun'
      order by at desc
      limit 1000) s
join draft f on f.document = s.document
join document d on d.id = s.document
join certificate c on c.id = s.certificate
order by s.at desc, s.document, s.place
