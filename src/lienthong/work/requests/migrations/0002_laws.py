from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("requests", "0001_tables")]
    operations = [run_sql(__file__, "requests.sql")]
