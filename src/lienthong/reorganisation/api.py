"""The operations of a reorganisation."""

from ninja import Router

from lienthong.reorganisation.divisions.api import router as divisions
from lienthong.reorganisation.drafting.api import router as drafting

router = Router()
router.add_router("", divisions)
router.add_router("", drafting)
