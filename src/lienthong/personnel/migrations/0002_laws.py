from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("personnel", "0001_tables"), ("ground", "0002_laws"), ("units", "0002_holdings")]
    operations = [run_sql(__file__, "asking.sql")]
