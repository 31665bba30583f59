from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """The table of addressees says what bodies outside told by their own systems."""

    dependencies = [("dispatch", "0002_numbers_in_between"), ("addressing", "0002_axis")]
    operations = [run_sql(__file__, "courses.sql")]
