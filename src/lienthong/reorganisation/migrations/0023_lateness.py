from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """What is overdue is counted by the one rule of work."""

    dependencies = [("reorganisation", "0022_joining_leaves"), ("work", "0004_lateness")]
    operations = [run_owner_sql("reorganisation/reconciliation", "lateness.sql")]
