-- The sections of a body in which somebody has a post.
select distinct section from post where unit = %(unit)s and section <> ''
