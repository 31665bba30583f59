from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """Questions between bodies travel with the items they are about."""

    dependencies = [("joining", "0002_delegations"), ("requests", "0002_laws")]
    operations = [run_owner_sql("joining", "join_work.sql")]
