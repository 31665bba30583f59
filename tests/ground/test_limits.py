"""What is told to whoever has used up a limit: how many, in what time, and when again."""

import pytest

from lienthong.ground.limits import knock, minutes_to_wait
from lienthong.kernel.refusals import Refusal


@pytest.mark.parametrize(
    ("per_seconds", "now", "minutes"),
    [(3600, 0.0, 60), (3600, 3599.0, 1), (3600, 3540.0, 1), (3600, 3539.0, 2), (600, 7_000.5, 4)],
)
def test_the_wait_is_rounded_up(per_seconds: int, now: float, minutes: int) -> None:
    assert minutes_to_wait(per_seconds, now) == minutes


@pytest.mark.usefixtures("db")
def test_a_refusal_names_the_limit_and_the_wait() -> None:
    for _ in range(3):
        knock("a-door", "somebody", at_most=3, per_seconds=600)
    with pytest.raises(Refusal) as refused:
        knock("a-door", "somebody", at_most=3, per_seconds=600)
    wait = refused.value.facts["retry_after_minutes"]
    assert refused.value.sentence == (
        f"Chỉ nhận 3 lần trong 10 phút và đã hết lượt. Xin thử lại sau {wait} phút."
    )
    assert 1 <= wait <= 10
