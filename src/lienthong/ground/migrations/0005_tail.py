from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("ground", "0004_sort_key")]
    operations = [run_sql(__file__, "tail.sql")]
