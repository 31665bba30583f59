from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """A commit counts what it wrote instead of reading it again, and notes only mandates that had an end."""

    dependencies = [("reorganisation", "0018_redraft"), ("units", "0011_one_beginning")]
    operations = [run_owner_sql("reorganisation/plans", "commit.sql"), run_owner_sql("reorganisation/people", "people_follow_plan.sql")]
