from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """What was done to a plan can be read by its planners and signers."""

    dependencies = [("reorganisation", "0020_resumed_runs")]
    operations = [run_owner_sql("reorganisation/plans", "plan_lines.sql")]
