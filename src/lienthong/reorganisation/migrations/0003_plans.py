from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("reorganisation", "0002_laws"), ("units", "0002_holdings"), ("personnel", "0002_laws")]
    operations = [run_sql(__file__, "plans.sql")]
