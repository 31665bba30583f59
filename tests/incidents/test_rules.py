"""How bad, by when, and who may mend it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.incidents import rules
from lienthong.incidents.terms import SEVERITIES, Severity
from lienthong.kernel.clock import ZONE
from lienthong.kernel.refusals import Refusal
from lienthong.kernel.working_time import VIETNAM

INSTANTS = st.builds(
    datetime.combine, st.dates(date(2025, 1, 1), date(2029, 12, 31)), st.times(), st.just(ZONE)
)
SEATS = st.integers(1, 5)
SCOPES = st.sets(SEATS)


@given(INSTANTS, st.sampled_from(list(SEVERITIES.values())))
def test_every_incident_has_a_time_to_be_mended_by(at: datetime, severity: Severity) -> None:
    due = rules.due(at, severity)
    if severity.by_the_clock:
        assert due - at == timedelta(hours=severity.hours)
    else:
        assert VIETNAM.hours_between(at, due) == pytest.approx(severity.hours)


@given(INSTANTS)
def test_the_worse_the_sooner(at: datetime) -> None:
    by_rank = sorted(SEVERITIES.values(), key=lambda severity: severity.rank)
    limits = [rules.due(at, severity) for severity in by_rank]
    if VIETNAM.hours_between(at, at + timedelta(hours=4)) == 4:
        assert limits == sorted(limits, reverse=True)


@given(SEATS, st.none() | SEATS, SCOPES)
def test_it_is_mended_by_the_unit_concerned_or_by_who_received_it(
    seat: int, received: int | None, scope: set[int]
) -> None:
    assert rules.may_handle(seat=seat, received_seat=received, scope=scope) == bool({seat, received} & scope)


@given(SEATS, SCOPES, SCOPES, SEATS)
def test_one_reports_on_ones_own_on_what_one_watches_or_from_the_centre(
    seat: int, scope: set[int], reads: set[int], centre: int
) -> None:
    if seat in scope | reads or centre in scope:
        rules.check_may_report(seat=seat, scope=scope, reads=reads, centre=centre)
    else:
        with pytest.raises(Refusal, match="not_your_unit"):
            rules.check_may_report(seat=seat, scope=scope, reads=reads, centre=centre)


def test_an_unknown_severity_and_an_empty_text_are_refused() -> None:
    with pytest.raises(Refusal, match="unknown_severity"):
        rules.severity_of("terrible")
    with pytest.raises(Refusal, match="description_missing"):
        rules.check_text("  ")


def test_it_is_called_by_its_first_words() -> None:
    text = "Máy chủ phòng họp không lên hình từ tám giờ, " * 5
    assert text.startswith(rules.check_text(text).removesuffix("…"))
    assert len(rules.check_text(text)) <= 101
