from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("reports", "0003_origin"), ("work", "0005_by_key")]
    operations = [run_sql(__file__, "by_key.sql")]
