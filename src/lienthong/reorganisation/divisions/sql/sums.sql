-- Open work in these baskets, the whole city's: sums, as a reconciliation counts them.
select jurisdiction, sum(n)::int as n from reconciliation_lines()
where jurisdiction = any (%(baskets)s::int[])
group by jurisdiction
