from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("reorganisation", "0002_laws"), ("units", "0003_checked_together"), ("personnel", "0002_laws")]
    operations = [run_sql(__file__, "plans.sql")]
