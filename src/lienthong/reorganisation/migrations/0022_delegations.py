from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Delegations come along when another installation's world becomes part of this one."""

    dependencies = [("reorganisation", "0021_plan_lines"), ("personnel", "0005_delegations")]
    operations = [run_sql(__file__, "joining_people.sql")]
