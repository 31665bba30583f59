from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """Bodies outside and people of the own body stand among those a letter was sent to."""

    dependencies = [("registers", "0004_decree"), ("addressing", "0001_tables")]
    operations = [run_owner_sql("registers", "decree.sql")]
