from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("work", "0001_tables"), ("personnel", "0002_laws")]
    operations = [run_sql(__file__, "work.sql")]
