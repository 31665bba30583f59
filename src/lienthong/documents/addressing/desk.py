"""What the desk of documents offers of addressees."""

from typing import Final

from lienthong.documents.addressing import actions, choosing, forms
from lienthong.documents.addressing.terms import CHANGED
from lienthong.work.desks.terms import DeskAct

ACTS: Final = (
    DeskAct(
        CHANGED,
        actions.change_addressees,
        forms.ChangeAddressees,
        lambda actor, item: choosing.choices(actor),
        prefilled=choosing.as_they_stand,
    ),
)
