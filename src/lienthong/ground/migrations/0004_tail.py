from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("ground", "0003_origin")]
    operations = [run_sql(__file__, "tail.sql")]
