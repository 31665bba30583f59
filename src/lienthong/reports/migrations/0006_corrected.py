from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("reports", "0005_secret"), ("persons", "0002_rights")]
    operations = [run_sql(__file__, "corrected.sql")]
