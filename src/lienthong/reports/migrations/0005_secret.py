from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """The application does not read what a reporter's secret is compared with, and does not change it."""

    dependencies = [("reports", "0004_by_key")]
    operations = [run_sql(__file__, "secret.sql")]
