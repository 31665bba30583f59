from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """What was voided has an outcome of its own; nothing was before."""

    dependencies = [("registers", "0002_old_view")]
    operations = [run_owner_sql("registers", "outcomes.sql")]
