from lienthong.ground.migration import Before, run_sql


class Migration(Before):
    """The lists of one person in one text; a search that puts first what is written as it was typed."""

    dependencies = [("work", "0013_reasons"), ("units", "0012_undecided_until")]
    operations = [run_sql(__file__, "listed.sql"), run_sql(__file__, "search_items.sql")]
