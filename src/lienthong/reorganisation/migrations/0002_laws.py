from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("reorganisation", "0001_tables"), ("work", "0002_laws")]
    operations = [run_sql(__file__, "reorganisation.sql")]
