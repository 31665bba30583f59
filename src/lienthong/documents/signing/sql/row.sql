-- A signature on its way; whoever works on it has it alone.
select id, document, place, standing, certificate, mandate, version, at, prepared, region_start, region_end, attributes,
       signature, digest
from letter_signature
where document = %(document)s and place = %(place)s
for update
