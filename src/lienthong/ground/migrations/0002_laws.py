from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("ground", "0001_tables")]
    operations = [run_sql(__file__, "ground.sql")]
