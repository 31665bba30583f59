from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("work", "0002_laws"), ("personnel", "0004_archives")]
    operations = [run_sql(__file__, "archives.sql")]
