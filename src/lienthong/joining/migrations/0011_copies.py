from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """Letters issued on paper and copies travel with their letters."""

    dependencies = [("joining", "0010_numbers_in_between"), ("paper_letters", "0001_tables"), ("copies", "0001_tables")]
    operations = [run_owner_sql("joining", "join_work.sql")]
