"""Jobs that wait in the queue of a home the version before made: the new worker knows them by their names."""

from procrastinate.contrib.django import app

BEFORE = {
    "lienthong.personnel.tasks.sweep_expired",
    "lienthong.reorganisation.tasks.apply_division_rules",
    "lienthong.reorganisation.tasks.read_divided_addresses",
    "lienthong.reorganisation.tasks.resume_rule_runs",
}
"""As the queue of a home keeps them. A file that moves takes none of them along."""


def test_a_job_that_waits_since_before_an_upgrade_is_known() -> None:
    app.perform_import_paths()
    assert set(app.tasks) >= BEFORE
