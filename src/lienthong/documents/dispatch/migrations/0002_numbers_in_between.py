from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """The sender reads 15a as its addressee registered it."""

    dependencies = [("dispatch", "0001_laws"), ("documents", "0011_numbers")]
    operations = [run_sql(__file__, "dispatch.sql")]
