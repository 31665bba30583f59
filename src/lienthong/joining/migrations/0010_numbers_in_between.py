from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """A number in between, 15a, is another than 15 where two registers meet."""

    dependencies = [("joining", "0009_letters")]
    operations = [run_owner_sql("joining", "changes.sql")]
