-- Every jurisdiction of the plan where the plan says, nothing with a unit that ended, and how much open work lies in
-- them.
select (select coalesce(sum(n), 0)::int from reconciliation_lines()
        where jurisdiction in (select jurisdiction from planned_holding where plan = %(plan)s)) as open_items,
       (select count(*)::int from planned_unit where plan = %(plan)s and not begins) as old_units,
       (select count(*)::int from planned_holding where plan = %(plan)s) as jurisdictions,
       (select count(*)::int from planned_holding p
        where p.plan = %(plan)s and holder_of(p.jurisdiction, (select effective_on from plan where id = p.plan))
              is distinct from p.unit) as elsewhere,
       (select count(*)::int from planned_unit e join holding h on h.unit = e.unit and h.during @> world_today()
        where e.plan = %(plan)s and not e.begins) as held_by_ended
