from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    dependencies = [("reorganisation", "0016_offered_file")]
    operations = [run_owner_sql("reorganisation/reconciliation", "since.sql")]
