-- The instant at which a number of an outgoing letter is taken – not that at which the act began –, so that numbers and
-- instants stand in the same order; it stays within the day whose number it is.
create or replace function number_moment() returns timestamptz
language sql volatile
as $$
    select least(world_now() + (clock_timestamp() - transaction_timestamp()),
                 (date_trunc('day', world_now() at time zone 'Asia/Ho_Chi_Minh') + interval '1 day'
                      - interval '1 microsecond') at time zone 'Asia/Ho_Chi_Minh')
$$;
