from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """The application neither reads nor writes passwords and gives out no access but through functions of the owner; it
    does not touch the list of migrations, nor a job that is not over.
    """

    dependencies = [
        ("personnel", "0008_second_factor"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [run_sql(__file__, "least.sql")]
