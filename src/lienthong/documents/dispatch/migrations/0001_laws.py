from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    initial = True
    dependencies = [("documents", "0012_dispatch"), ("addressing", "0001_tables")]
    operations = [run_sql(__file__, "dispatch.sql")]
