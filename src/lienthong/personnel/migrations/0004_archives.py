from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("personnel", "0003_sweep"), ("units", "0007_archives")]
    operations = [run_sql(__file__, "ask.sql")]
