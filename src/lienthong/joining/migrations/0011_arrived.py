from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """What another system sent travels with the letter it is about, so that what comes again is known there too."""

    dependencies = [("joining", "0010_numbers_in_between"), ("arriving", "0001_tables")]
    operations = [run_owner_sql("joining", "join_work.sql")]
