from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """What is overdue is counted by the one rule of work."""

    dependencies = [("incidents", "0002_laws"), ("work", "0004_lateness")]
    operations = [run_sql(__file__, "open_incidents.sql")]
