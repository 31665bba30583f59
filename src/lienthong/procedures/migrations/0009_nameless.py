from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """Lists name no citizen: neither does the line of a dossier taken in before. The application does not read what a
    citizen's secret is compared with, and changes neither it nor the codes it belongs to.
    """

    dependencies = [("procedures", "0008_random_code"), ("work", "0007_one_inbox_index")]
    operations = [run_sql(__file__, "nameless.sql"), run_sql(__file__, "secret.sql")]
