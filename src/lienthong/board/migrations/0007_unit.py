from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """The page of a unit costs what is late there, not what is open."""

    dependencies = [("board", "0006_standing"), ("work", "0006_open_work")]
    operations = [run_sql(__file__, "unit.sql")]
