from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """The communes of a province are found by its own areas: every form with a ward in it asks."""

    dependencies = [("units", "0013_is_undecided")]
    operations = [run_sql(__file__, "communes_of.sql")]
