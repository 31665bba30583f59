from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """A letter on paper is the same as the one that came by the system, on its page as when it is entered."""

    dependencies = [("doubles", "0001_laws")]
    operations = [run_sql(__file__, "doubles.sql")]
