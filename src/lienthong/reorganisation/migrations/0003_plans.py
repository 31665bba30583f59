from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    dependencies = [("reorganisation", "0002_laws"), ("units", "0003_checked_together"), ("personnel", "0002_laws")]
    operations = [run_owner_sql("reorganisation/plans", "plans.sql")]
