from lienthong.ground.migration import Before, run_owner_sql


class Migration(Before):
    """Texts a draft had, abbreviations of sections and terms of committees travel with the work they belong to."""

    dependencies = [("joining", "0007_reasons"), ("conventions", "0001_conventions"), ("drafting", "0001_versions")]
    operations = [run_owner_sql("joining", "join_work.sql")]
