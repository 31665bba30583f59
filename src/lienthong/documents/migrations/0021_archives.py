from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("documents", "0020_register"), ("work", "0020_archives")]
    operations = [run_sql(__file__, "archives.sql")]
