from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """The end of a telephone number opens a dossier by its random code alone."""

    dependencies = [("procedures", "0007_old_register")]
    operations = [run_sql(__file__, "open_dossier.sql")]
