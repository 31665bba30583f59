-- `concat_ws` is stable, and what calls itself immutable around it the planner calls, row by row; what is stable it puts
-- in place.
alter function journal_digest(bytea, int, uuid, timestamptz, text, uuid, int, int, int, jsonb) stable;
