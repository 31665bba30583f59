"""A citizen's case, whichever desk it lies on; a wrong code and a wrong secret are answered alike."""

from pydantic import Field

from lienthong.ground.limits import count_attempts_lastingly
from lienthong.kernel.refusals import NotFound
from lienthong.pages.forms import Form
from lienthong.work.citizens.keys import is_phone_end
from lienthong.work.desks.registry import desks
from lienthong.work.desks.terms import Case


class LookUp(Form):
    code: str = Field(title="Mã hồ sơ hoặc mã phản ánh", max_length=40)
    secret: str = Field(title="Số bí mật", max_length=80)


def case_of(code: str, secret: str, *, address: str) -> Case:
    """The case of this code and secret, or `NotFound`; `too_often` when the address tried too many telephones."""
    if is_phone_end(secret):
        count_attempts_lastingly(("phone-lookup", address))
    for side in (desk.citizen for desk in desks() if desk.citizen):
        try:
            return side.case(code.strip(), secret.strip())
        except NotFound:
            continue
    raise NotFound
