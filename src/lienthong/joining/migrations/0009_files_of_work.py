from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """Files of work come along, with what lies in them."""

    dependencies = [("joining", "0008_drafting"), ("files_of_work", "0001_tables")]
    operations = [run_owner_sql("joining", "join_work.sql")]
