from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """What a reader of the journal's tail costs does not grow with what it has read."""

    dependencies = [("ground", "0007_entered")]
    operations = [run_sql(__file__, "tail_by_place.sql")]
