-- What waits for its signature at a place of a letter; what waited there before, or failed, gives way.
insert into letter_signature (document, place, id, standing, certificate, mandate, version, at, prepared, region_start,
                              region_end, attributes, signature, digest, problem)
values (%(document)s, %(place)s, %(id)s, 'begun', %(certificate)s, %(mandate)s, %(version)s, world_now(), %(prepared)s,
        %(start)s, %(end)s, %(attributes)s, '', '', '')
on conflict (document, place) do update
set id = excluded.id, standing = 'begun', certificate = excluded.certificate, mandate = excluded.mandate,
    version = excluded.version, at = excluded.at, prepared = excluded.prepared, region_start = excluded.region_start,
    region_end = excluded.region_end, attributes = excluded.attributes, signature = '', problem = ''
where letter_signature.standing in ('begun', 'failed')
