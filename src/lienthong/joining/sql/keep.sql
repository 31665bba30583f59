insert into joined_world (origin, origins, name, file_sha256, exported_at, state, report, digest, changes_digest,
                          checked_at)
values (%(origin)s, %(origins)s::smallint[], %(name)s, %(sha256)s, %(exported_at)s, 'waiting', %(report)s, %(digest)s,
        changes_digest(), world_now())
returning id
