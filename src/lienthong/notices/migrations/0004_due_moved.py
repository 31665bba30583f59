from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """A promised date that moves does not do the step the item waits for."""

    dependencies = [("notices", "0003_by_key")]
    operations = [run_sql(__file__, "beside.sql")]
