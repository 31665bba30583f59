from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """The functions of `plans.sql` again: they check what they wrote as one set."""

    dependencies = [("reorganisation", "0004_reconciled_item"), ("units", "0004_one_holder")]
    operations = [run_owner_sql("reorganisation/plans", "plans.sql")]
