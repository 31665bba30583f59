from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("reports", "0001_tables"), ("work", "0002_laws"), ("units", "0002_holdings")]
    operations = [run_sql(__file__, "reports.sql")]
