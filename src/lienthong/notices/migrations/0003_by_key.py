from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("notices", "0002_laws"), ("work", "0005_by_key")]
    operations = [run_sql(__file__, "by_key.sql")]
