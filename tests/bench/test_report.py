"""The table of two builds: ratios, targets in words, and which of them are checked when something was not measured."""

import pytest

from bench import report
from bench.report import Row
from bench.requests import PATHS

HEADS = ("trước", "nay")


def test_a_ratio_over_its_target_is_told_and_loses_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = {"label": "đọc một văn bản", "ratio_to_before": {"at_most": 0.04}, "now": {"at_most": 5}}
    monkeypatch.setattr(report, "budgets", lambda section: {"letter": budget})
    lines, kept = report.table([Row("letter", 116.0, 4.0)], "against", HEADS)
    assert kept
    assert lines[1].split() == [
        "đọc",
        "một",
        "văn",
        "bản",
        "116,0",
        "4,000",
        "0,034",
        "–",
        "≤",
        "0,04",
        "×",
        "·",
        "≤",
        "5",
    ]
    lines, kept = report.table([Row("letter", 116.0, 4.9)], "against", HEADS)
    assert not kept
    assert lines[1].endswith("CHƯA ĐẠT")


def test_without_the_build_before_only_what_needs_none_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = {"ratio_to_before": {"at_most": 0.04}, "now": {"at_most": 5}, "flat": {"at_most": 1.5}}
    monkeypatch.setattr(report, "budgets", lambda section: {"letter": budget})
    assert report.table([Row("letter", None, 4.9)], "against", HEADS)[1]
    assert not report.table([Row("letter", None, 5.1)], "against", HEADS)[1]
    assert not report.table([Row("letter", None, 4.9, flat=1.6)], "against", HEADS)[1]


def test_what_was_not_measured_is_a_dash_and_keeps_no_figure() -> None:
    row = Row("letter_page", None, None)
    assert row.figures == {}
    assert report.table([row], "against", HEADS)[1]
    assert "–" in report.table([row], "against", HEADS)[0][1]


def test_a_peer_must_cost_so_many_times_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "budgets", lambda section: {"create": {"times_less": {"at_least": 13}}})
    assert report.table([Row("create", 26.0, 2.0)], "peers", HEADS)[1]
    assert not report.table([Row("create", 25.0, 2.0)], "peers", HEADS)[1]


def test_json_tells_the_ratio_and_what_is_missed() -> None:
    answer = report.as_json([Row("receive_cpu", 3.2, 2.4)], "against")["receive_cpu"]
    assert answer["before"] == 3.2
    assert answer["ratio_to_before"] == pytest.approx(0.75)
    assert answer["missed"] == ["ratio_to_before"]


def test_every_row_compared_has_a_label_and_every_figure_a_word() -> None:
    compared = report.budgets("against")
    assert {path.name for path in PATHS} <= set(compared)
    for section in report.COMPARED:
        for budget in report.budgets(section).values():
            assert set(budget) - {"label"} <= set(report.WORDS)
            assert budget["label"]


def test_comparisons_are_no_budgets_of_a_run_alone() -> None:
    assert not set(report.own_budgets()) & set(report.COMPARED)
    assert all("what" in budget for budget in report.own_budgets().values())
