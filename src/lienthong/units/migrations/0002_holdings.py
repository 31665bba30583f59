from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("units", "0001_tables")]
    operations = [run_sql(__file__, "holdings.sql"), run_sql(__file__, "functions.sql")]
