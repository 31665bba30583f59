from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """What is overdue is counted by the one rule of work."""

    dependencies = [("reorganisation", "0021_plan_lines"), ("work", "0004_lateness")]
    operations = [run_sql(__file__, "lateness.sql")]
