-- Where the rows of a file stand while they are checked and wait. Only the owner may look.
drop schema if exists joining cascade;
create schema joining;
create table joining.meta (origin smallint, origins smallint[], as_of timestamptz, sha256 text)
