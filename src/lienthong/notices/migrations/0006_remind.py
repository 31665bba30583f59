from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Whoever has a letter that is nearly or already late is reminded."""

    dependencies = [("notices", "0005_one_rule"), ("directing", "0001_tables"), ("work", "0004_lateness")]
    operations = [run_sql(__file__, "remind.sql")]
