from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("documents", "0004_register"), ("work", "0003_archives")]
    operations = [run_sql(__file__, "archives.sql")]
