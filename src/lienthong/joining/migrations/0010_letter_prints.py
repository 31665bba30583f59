from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """The files of letters come along: what was signed is signed once."""

    dependencies = [("joining", "0009_files_of_work"), ("layout", "0001_prints")]
    operations = [run_owner_sql("joining", "join_work.sql")]
