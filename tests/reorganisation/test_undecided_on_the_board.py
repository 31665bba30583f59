"""What no division has put into its part yet, on the board: in sum, by unit, and the work list for who may open it."""

from collections.abc import Iterator

import pytest

from lienthong.board.queries import lately
from lienthong.reorganisation.divisions.terms import Division
from lienthong.reorganisation.plans.actions import prepare_plan
from tests.cast import officer
from tests.reorganisation.desks import AN_KHANH, AN_PHU, Screen, counter, division, dossiers
from tests.reorganisation.plans import drafted, planner, text
from tests.reorganisation.test_divisions import SPLIT, approve_and_wait, clerk_of, decide


@pytest.fixture
def split(eve: None) -> Iterator[Division]:
    lately.forget()
    made = drafted(text(SPLIT))
    prepare_plan(made["plan"], by=planner())
    yield division(made["plan"])
    lately.forget()


def board(reader: Screen, path: str = "/dieu-hanh") -> str:
    lately.forget()
    return reader.text(path)


def test_it_stands_on_the_board_until_it_is_decided(split: Division) -> None:
    assert "Chưa quyết định phần" not in board(Screen(planner())), "nothing waits, nothing is said"
    first, *_ = dossiers("1 Nguyễn Hoàng", "2 Nguyễn Hoàng", "xóm trên")
    assert "Chưa quyết định phần <strong>3</strong>" in board(Screen(planner()))
    decide(split, "Tây", first)
    assert "Chưa quyết định phần <strong>2</strong>" in board(Screen(planner()))
    approve_and_wait(split)
    shown = board(Screen(planner()))
    assert "Chưa quyết định phần <strong>2</strong>" in shown
    assert "UBND phường Đông" in shown, "with whom it lies today: the default heir"
    heir = clerk_of(split.heir or 0)
    decide(split, "Đông", *_, by=heir)
    assert "Chưa quyết định phần" not in board(Screen(planner()))


def test_the_work_list_is_linked_for_who_may_open_it(split: Division) -> None:
    dossiers("xóm trên")
    path = f"/sap-xep/{split.plan}/phan-chia/{split.undivided}"
    for reader, code in ((planner(), 200), (counter(), 200), (counter(AN_KHANH), 404)):
        screen = Screen(reader)
        shown = board(screen)
        assert "Chưa quyết định phần <strong>1</strong>" in shown, "the sum is everybody's"
        assert (f'href="{path}"' in shown) == (code == 200)
        assert screen.client.get(path).status_code == code


def test_a_unit_has_its_own_figure(split: Division) -> None:
    dossiers("xóm trên", "xóm dưới")
    own = board(Screen(officer("lanh_dao", AN_PHU)), f"/dieu-hanh/don-vi/{AN_PHU}")
    assert "<strong>2</strong> việc chưa quyết định phần" in own
    assert "Mở danh sách phân chia" in own
    other = board(Screen(officer("lanh_dao", AN_PHU)), f"/dieu-hanh/don-vi/{AN_KHANH}")
    assert "chưa quyết định phần" not in other
