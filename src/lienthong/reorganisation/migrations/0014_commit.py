from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """A commit is rehearsed at the first signature."""

    dependencies = [("reorganisation", "0013_carried_people")]
    operations = [run_owner_sql("reorganisation/plans", "commit.sql")]
