-- Everything with a smaller transaction id is finished and visible from here on: ids commit out of order.
select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as cut, world_now() as at
