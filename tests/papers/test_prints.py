"""What is printed is what was put in: every form read back from its PDF, in our letters alone."""

import pytest

from lienthong.papers.pdf import FRAMES, PrintFailed, pdf
from tests.house.source import SRC
from tests.papers.forms import FORMS, SLIP
from tests.papers.reading import assert_says, letters_of, pages_of, text_of

ROOMS = SRC / "lienthong"
ids = [f"{package.rpartition('.')[2]}.{form}" for package, form in FORMS]


@pytest.mark.parametrize(("package", "form"), FORMS, ids=ids)
def test_every_word_is_read_back(package: str, form: str) -> None:
    facts = FORMS[package, form]
    made = pdf(package, form, facts)
    assert_says(made, facts)
    assert "vậnhànhthử" in text_of(made)


@pytest.mark.parametrize(("package", "form"), FORMS, ids=ids)
def test_the_live_world_wears_no_band_and_prints_the_same_twice(package: str, form: str) -> None:
    facts = FORMS[package, form] | {"trial": None}
    made = pdf(package, form, facts)
    assert "khôngcógiátrịpháplý" not in text_of(made)
    assert pdf(package, form, facts) == made


def test_every_form_is_one_of_these() -> None:
    found = {
        (".".join(("lienthong", *path.relative_to(ROOMS).parent.parts)), path.stem)
        for path in ROOMS.rglob("*.typ")
    }
    assert found - {("lienthong.papers", frame) for frame in FRAMES} == set(FORMS)


def test_the_slip_stays_on_one_sheet() -> None:
    assert (
        pages_of(pdf("lienthong.procedures.slips", "slip", SLIP | {"papers": ["Tờ khai", *SLIP["papers"]]}))
        == 1
    )


def test_a_letter_be_vietnam_pro_has_not_is_printed_all_the_same() -> None:
    """A name of the highlands is a name: H'Ƀing is not left blank."""
    made = pdf("lienthong.procedures.slips", "slip", SLIP | {"applicant": "H'Ƀing Niê"})
    assert "h'ƀingniê" in text_of(made)
    assert len(letters_of(made)) > 3


def test_a_warning_of_the_compiler_prints_nothing() -> None:
    with pytest.raises(PrintFailed, match="unknown font family"):
        pdf("tests.papers", "another_font", {"title": "", "foot": "", "trial": None})
