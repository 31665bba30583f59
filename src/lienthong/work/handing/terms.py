"""Who has open work in hand: the notes in the item's journal, and their words."""

from typing import Literal

from lienthong.work.items.terms import Note

TAKEN = Note("take_item", "Tôi nhận", "item.taken", "take_item")
HANDED_BACK = Note("hand_back_item", "Trả lại để phân công", "item.handed_back", "take_item")

VERBS = {"item.taken": "Nhận việc", "item.handed_back": "Trả lại để phân công", "item.assigned": "Phân công"}

How = Literal["take", "hand_back", "assign"]

MOST_AT_ONCE = 100
"""Items of one list handed on together: two pages of it."""
