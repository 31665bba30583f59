from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Where a step stands is said in one place, for board, report and API."""

    dependencies = [("rehearsal", "0002_laws")]
    operations = [run_sql(__file__, "standing.sql")]
