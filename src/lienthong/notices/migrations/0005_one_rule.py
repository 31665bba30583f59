from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Who is told of a step is in whose list it stands."""

    dependencies = [("notices", "0004_due_moved")]
    operations = [run_sql(__file__, "telling.sql")]
