from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """The lines of another installation keep the door and the access they say."""

    dependencies = [("joining", "0005_rights"), ("ground", "0011_door")]
    operations = [run_owner_sql("joining", "history.sql")]
