from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """A commit is rehearsed at the first signature."""

    dependencies = [("reorganisation", "0013_carried_people")]
    operations = [run_sql(__file__, "commit.sql")]
