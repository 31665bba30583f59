"""A citizen's case, whichever desk it lies on; a wrong code and a wrong secret are answered alike."""

from lienthong.kernel.refusals import NotFound
from lienthong.work.desks.registry import desks
from lienthong.work.desks.terms import Case


def case_of(code: str, secret: str) -> Case:
    """The case of this code and secret, or `NotFound`."""
    for side in (desk.citizen for desk in desks() if desk.citizen):
        try:
            return side.case(code.strip(), secret.strip())
        except NotFound:
            continue
    raise NotFound
