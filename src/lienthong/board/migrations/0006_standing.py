from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """The board counts steps by the rule of the room that decides them."""

    dependencies = [("board", "0005_lateness"), ("rehearsal", "0003_standing")]
    operations = [run_sql(__file__, "standing.sql")]
