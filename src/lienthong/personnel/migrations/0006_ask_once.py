from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Who asks, in one statement planned once a connection."""

    dependencies = [("personnel", "0005_delegations")]
    operations = [run_sql(__file__, "ask.sql")]
