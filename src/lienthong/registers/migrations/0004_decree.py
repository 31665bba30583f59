from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """What the decree asks of an entry; letters from outside stand among the others."""

    dependencies = [("registers", "0003_voided"), ("receiving", "0001_tables"), ("addressing", "0001_tables")]
    operations = [run_owner_sql("registers", "decree.sql")]
