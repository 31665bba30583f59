-- Everything with a transaction id below `cut` is finished and visible from here on: ids commit out of order. Nobody
-- has an id of `next` or above yet.
select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as cut,
       pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next,
       world_now() as at
