from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("units", "0002_holdings")]
    operations = [run_sql(__file__, "checked_together.sql")]
