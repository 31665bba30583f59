from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """What is still to be decided of a jurisdiction, also where the ward or the district's body is told apart."""

    dependencies = [("units", "0011_one_beginning")]
    operations = [run_sql(__file__, "undecided_until.sql")]
