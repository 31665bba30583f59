from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """Letters issued on paper and copies travel with their letters."""

    dependencies = [("joining", "0011_arrived"), ("paper_letters", "0001_tables"), ("copies", "0001_tables")]
    operations = [run_owner_sql("joining", "join_work.sql")]
