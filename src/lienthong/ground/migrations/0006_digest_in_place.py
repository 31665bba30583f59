from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    dependencies = [("ground", "0005_tail")]
    operations = [run_sql(__file__, "digest_in_place.sql")]
