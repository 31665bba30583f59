from lienthong.ground.migration import After, run_sql


class Migration(After):
    """What only the version before wrote by itself."""

    dependencies = [("rehearsal", "0005_one_way")]
    operations = [run_sql(__file__, "only_functions.sql")]
