from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("work", "0004_lateness")]
    operations = [run_sql(__file__, "by_key.sql")]
