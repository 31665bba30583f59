from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """What is stuck is told apart by the one rule of work."""

    dependencies = [("board", "0004_held_now"), ("work", "0004_lateness")]
    operations = [run_sql(__file__, "stuck.sql")]
