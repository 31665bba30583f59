from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """Letters issued on paper stand in the register of outgoing letters; copies are numbered together."""

    dependencies = [("registers", "0005_everybody"), ("paper_letters", "0001_tables"), ("addressing", "0001_tables")]
    operations = [run_owner_sql("registers", "outgoing.sql")]
