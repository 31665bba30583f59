from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """Letters travel with whom they went to, their files, numbers and directions, and the files of work they lie in."""

    dependencies = [
        ("joining", "0008_drafting"), ("addressing", "0001_tables"), ("following", "0001_tables"),
        ("enclosures", "0001_tables"), ("receiving", "0001_tables"), ("directing", "0001_tables"),
        ("files_of_work", "0001_tables"), ("layout", "0001_prints"),
    ]
    operations = [run_owner_sql("joining", "join_work.sql")]
