from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """What persons asked for about their data comes along, so that what was restricted stays so."""

    dependencies = [("joining", "0004_books"), ("persons", "0002_rights")]
    operations = [run_owner_sql("joining", "join_work.sql")]
