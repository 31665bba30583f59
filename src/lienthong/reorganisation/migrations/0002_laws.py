from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    dependencies = [("reorganisation", "0001_tables"), ("work", "0002_laws")]
    operations = [run_owner_sql("reorganisation/plans", "reorganisation.sql")]
