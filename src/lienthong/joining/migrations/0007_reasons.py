from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """Why something was undone, and which papers are sealed, travels with the items: what was withdrawn stays so."""

    dependencies = [("joining", "0006_history"), ("work", "0013_reasons")]
    operations = [run_owner_sql("joining", "join_work.sql")]
