"""Dossiers taken in while lists named their citizen lose the name where the new rule expects none."""

import pytest

from lienthong.ground import acts
from lienthong.kernel.text import fold
from lienthong.procedures.rules import subject_of
from lienthong.work.persons.searching import search
from lienthong.work.persons.words import citizen_words
from tests import cast, sql
from tests.board.rounds import as_owner
from tests.procedures import dossiers

NAMELESS = sql.named("lienthong.procedures", "nameless")


@pytest.mark.parametrize("is_online", [True, False])
@pytest.mark.parametrize("phone", ["0903123456", ""])
@pytest.mark.parametrize("applicant", ["Lê Thị Nở", "Ông A – Bà B", "Lê Thị Nở [Vòng 3]", "H'Ƀing Niê", "Nở"])
def test_its_line_and_its_words_become_what_they_would_be_today(
    db: None, applicant: str, phone: str, is_online: bool
) -> None:
    item = dossiers.of(dossiers.taken_in(applicant=applicant, phone=phone))
    code, procedure = _named(item)
    before = f"{procedure} – {applicant}"
    head = f"{code} {before} hs-00000 {procedure}" if is_online else f"{code} hs-00000 {procedure}"
    expected = f"{code} {procedure} hs-00000 {procedure}" if is_online else f"{code} hs-00000 {procedure}"
    with as_owner():
        words = fold(f"{head} {applicant} {phone}")
        sql.run("update work_item set subject = %s, words = %s where id = %s", (before, words, item))
        sql.raw().execute(NAMELESS)
        row = sql.row("select subject, words from work_item where id = %s", (item,))
    assert row.subject == subject_of(procedure, applicant)
    assert row.words == f"{fold(expected)} {citizen_words(applicant, phone)}"
    assert fold(applicant).split()[-1] not in row.words.partition(" qz")[0].split()
    with acts.opening(cast.officer("ky_thuat")):
        assert search(cast.officer("ky_thuat"), f"{applicant} {phone}") == []


def _named(item: object) -> tuple[str, str]:
    with acts.opening(dossiers.reception()):
        row = sql.row(
            "select w.reference, p.name from work_item w join dossier d on d.item = w.id"
            " join procedure p on p.code = d.procedure where w.id = %s", (item,))  # fmt: skip
    return row.reference, row.name


def test_what_names_nobody_stays_as_it_is(db: None) -> None:
    item = dossiers.of(dossiers.taken_in())
    with as_owner():
        before = sql.row("select subject, words, version from work_item where id = %s", (item,))
        sql.raw().execute(NAMELESS)
        assert sql.row("select subject, words, version from work_item where id = %s", (item,)) == before
