"""How a desk describes itself: what it works on, what it can do with it and begin, and what citizens see of it.

One description serves page, keyboard, API, OpenAPI, permission and timeline. Whoever adds an act touches its desk only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, NamedTuple, NoReturn, TypeVar
from uuid import UUID

from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer
from lienthong.pages.forms import Choices, Form, NothingToSay
from lienthong.work.items.refusals import not_holder, wrong_state
from lienthong.work.items.terms import Move
from lienthong.work.kinds import Kind as Kind
from lienthong.work.lateness.promises import Recount, recounted_all
from lienthong.work.queries import FoundItem, Item, TimelineLine

Fields = dict[str, Any]
Asked = Mapping[str, Any]
"""What an address says after its question mark."""
Case = Mapping[str, Any]
"""A citizen's case as its page and the API show it."""
Details = TypeVar("Details")
"""What one desk adds to an item: a TypedDict of its own."""


def no_choices(actor: Actor, item: Item) -> Choices:
    return {}


def nothing_more(actor: Actor) -> str:
    return ""


def nothing_above(item: Any) -> str:
    return ""


def nothing_prefilled(actor: Actor, item: Any) -> dict[str, str]:
    return {}


def nothing_shown(actor: Actor) -> Mapping[str, Any]:
    return {}


def nothing_chosen(actor: Actor) -> Choices:
    return {}


def as_typed(actor: Actor, fields: Fields) -> Fields:
    return fields


@dataclass(frozen=True, slots=True)
class DeskAct:
    """An act on an existing item: `perform(item, *, by, key, **fields)`."""

    move: Move
    perform: Callable[..., Answer]
    form: type[Form] = NothingToSay
    choices: Callable[[Actor, Item], Choices] = no_choices
    prefilled: Callable[[Actor, Item], Mapping[str, Any]] = nothing_prefilled
    """What the form holds before anybody types: field → value."""
    is_grave: bool = False
    """Somebody is turned away or sent back: drawn as a warning."""
    takes_back: bool = False
    """It takes back what was done by mistake: drawn apart from what is done next."""
    is_apart: bool = False
    """Its button stands in a section the desk draws itself, not among what is done next."""
    intro: Callable[[Item], str] = nothing_above
    """What stands above its form."""
    says: Callable[[Actor], str] = nothing_more
    """What stands beside the button for this actor: in whose place they would sign."""

    @property
    def path(self) -> str:
        return self.move.act.replace("_", "-")

    def offered(self, actor: Actor, item: Item) -> bool:
        """Whether this actor would be let through: the kind, the state, the jurisdiction, the ability."""
        return (
            item.kind == self.move.kind
            and item.state in self.move.states
            and item.jurisdiction in actor.scope
            and actor.can(self.move.ability)
        )

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        """Where it is not offered: raise what the act itself would, so that every door says the same sentence."""
        actor.require(self.move.ability)
        if item.jurisdiction not in actor.scope:
            raise not_holder(item.holder_name)
        raise wrong_state(self.move.label, item.kind, item.state)


def always(actor: Actor, item: Item) -> bool:
    return True


def checks_nothing(actor: Actor, item: Item) -> None:
    return None


@dataclass(frozen=True, slots=True)
class HandAct(DeskAct):
    """An act on open work of any kind and at any step that says in whose hands it is: its move names neither."""

    applies: Callable[[Actor, Item], bool] = always
    check: Callable[[Actor, Item], None] = checks_nothing
    """Raises why it does not apply."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return (
            item.closed_at is None
            and item.jurisdiction in actor.scope
            and actor.can(self.move.ability)
            and self.applies(actor, item)
        )

    def refuse(self, actor: Actor, item: Item) -> NoReturn:
        actor.require(self.move.ability)
        if item.closed_at is None and item.jurisdiction in actor.scope:
            self.check(actor, item)
        DeskAct.refuse(self, actor, item)


class Upload(NamedTuple):
    """What the page of a kind does with a file: `perform(item, *, name, content, by, key)`."""

    move: Move
    perform: Callable[..., Answer]
    says: str
    """What stands above the form."""

    def offered(self, actor: Actor, item: Item) -> bool:
        return (
            item.state in self.move.states
            and item.jurisdiction in actor.scope
            and actor.can(self.move.ability)
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """A form as it is first shown: what stands in it, under which title, and where «Hủy» leads."""

    values: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    back: str = ""


def empty(actor: Actor, asked: Asked) -> Opening:
    return Opening()


@dataclass(frozen=True, slots=True)
class Begin:
    """An act that begins an item: `perform(*, by, key, **fields)`. It has a page at `url` and an operation at `path`.

    `door`: officers need `ability`; the public is counted under `counter` and answered with code and secret.
    """

    act: str
    label: str
    url: str
    """The page, without its first stroke: "van-ban/moi"."""
    path: str
    """The operation below `/api/v1/`: "documents"."""
    perform: Callable[..., Answer]
    form: type[Form]
    ability: str = ""
    door: Literal["officer", "public"] = "officer"
    counter: str = ""
    """Of the public door: which row of the table of limits."""
    body: type[Form] | None = None
    """What a machine sends, where a page asks in fewer words."""
    as_act: Callable[[Actor, Fields], Fields] = as_typed
    """The act's fields from the page's."""
    choices: Callable[[Actor], Choices] = nothing_chosen
    opening: Callable[[Actor, Asked], Opening] = empty
    summary: str = ""
    """What the operation does, in English, for OpenAPI."""
    title: str = ""
    """Of the page, where it says more than the button that leads there."""
    submit_label: str = ""
    intro: str = ""
    home: str = "/hop-viec"
    """The list it is begun from, and the way back."""
    shows: Mapping[str, Any] = field(default_factory=dict)
    """What the page's template reads besides: `nav`, `locate`."""

    def offered(self, actor: Actor) -> bool:
        return self.door == "officer" and actor.can(self.ability)


@dataclass(frozen=True, slots=True)
class Many:
    """An act on many items of one kind at once, ticked in a list: `perform(items=…, by, key, **fields)` answers `done`
    and `refused`. Its form has a field `items`; it has a page at `url` and an operation at `path`.
    """

    act: str
    label: str
    url: str
    path: str
    kind: str
    ability: str
    perform: Callable[..., Answer]
    form: type[Form]
    choices: Callable[[Actor], Choices]
    done: str
    """What the list says afterwards; `{}` is how many."""
    summary: str = ""
    template: str = "hand_on.html"
    shows: Callable[[Actor], Mapping[str, Any]] = nothing_shown
    """What its template reads besides."""
    lands: Callable[[Actor], str] = nothing_more
    """The page that tells what becomes of it, instead of the list; nothing where the list does."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Beginning something as the answer to an item: a button on its page that opens the form of `begin`."""

    begin: str
    label: str
    parameter: str
    """Of the form's address: which item is answered."""
    letter: str
    offered: Callable[[Actor, Item], bool]


@dataclass(frozen=True, slots=True)
class CitizenAct:
    """What a citizen may do about their own case, with code and secret in the form's first two fields."""

    act: str
    label: str
    heading: str
    url: str
    path: str
    counter: str
    perform: Callable[..., Answer]
    form: type[Form]
    offered: Callable[[Case], bool]
    choices: Callable[[Case], Choices]
    summary: str = ""
    kind: Literal["primary", "secondary"] = "primary"


@dataclass(frozen=True, slots=True)
class CitizenSide:
    """The desk as citizens meet it."""

    case: Callable[[str, str], Case]
    """A case by code and secret, or `NotFound`."""
    acts: tuple[CitizenAct, ...] = ()


class Named(NamedTuple):
    """An item and the citizen's name that stands in it."""

    item: UUID
    name: str


def as_they_are(actor: Actor, details: Any) -> Any:
    return details


@dataclass(frozen=True, slots=True)
class Known:
    """The citizen a kind of work is about, for those whose step needs them (`work.persons.rules.may_know`). Whoever
    may do an act of the desk at the item's present state needs them there; nobody else does.
    """

    always: frozenset[str]
    """Abilities that need the citizen at any state: the counter's, the operator's."""
    hide: Callable[[Any], Any]
    """The desk's details as everybody else reads them."""
    by_number: Callable[[Actor, str], list[Named]]
    """Items in sight that hold this telephone or personal number."""
    words: Callable[[UUID], str]
    """What search finds an item's citizen by (`persons.words.citizen_words`); nothing where it does not."""
    read: Callable[[Actor, Any], Any] = as_they_are
    """The details with what is read out of the citizen's words, for those who are shown them: lists do without."""


def nothing_noted(actor: Actor, item: Item) -> None:
    pass


def says_nothing(line: TimelineLine) -> str:
    return ""


def nothing_inside(actor: Actor, query: str, limit: int) -> list[FoundItem]:
    return []


def no_numbers(actor: Actor, number: int, year: int, letter: str) -> list[FoundItem]:
    return []


def no_rows(details: object) -> list[tuple[str, str]]:
    return []


class Part(NamedTuple):
    """A section of an item's page that a desk draws itself."""

    heading: str
    template: str
    """What stands below the heading; it reads `part`, which is `shows`."""
    shows: Mapping[str, Any]
    on_top: bool = False
    """Above what comes next: why the work lies here again."""


def no_parts(actor: Actor, item: Item, details: Any) -> list[Part]:
    return []


@dataclass(frozen=True, slots=True)
class Desk(Generic[Details]):
    name: str
    label: str
    kinds: tuple[Kind, ...]
    verbs: Mapping[str, str]
    """Journal verb → Vietnamese label, for the timeline."""
    acts: tuple[DeskAct, ...]
    details: Callable[[Actor, Item], Details]
    """What the desk adds to an item: JSON-able, for the API and the page."""
    begins: tuple[Begin, ...] = ()
    replies: tuple[Reply, ...] = ()
    many: tuple[Many, ...] = ()
    rows: Callable[[Details], list[tuple[str, str]]] = no_rows
    """The details as label and value, for the page."""
    parts: Callable[[Actor, Item, Details], list[Part]] = no_parts
    """Sections of its own on the page, in order, between the papers and the details."""
    noted: Callable[[Actor, Item], None] = nothing_noted
    """What it keeps of who opened an item."""
    told: Callable[[TimelineLine], str] = says_nothing
    """What a line of the timeline says besides its label, from its facts."""
    worded: Mapping[str, str] = field(default_factory=dict)
    """Journal verb → what stands before the words said with it, where they do not say why something was undone."""
    citizen: CitizenSide | None = None
    """For desks citizens come to."""
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    """Kind → what its page does with a file, where that is not a paper of the item."""
    inside: Callable[[Actor, str, int], list[FoundItem]] = nothing_inside
    """Items in whose files stands what the index is asked, so many at most."""
    numbered: Callable[[Actor, int, int, str], list[FoundItem]] = no_numbers
    """What bears a number in a register of the actor's bodies in a year: sought as «04/2025»; the last is the letter of
    a number in between, «15a/2025»."""
    persons: Mapping[str, Known] = field(default_factory=dict)
    """Kind → who needs to know its citizen, for kinds that are about one."""
    dated_by: frozenset[str] = frozenset()
    """Journal verbs with which a due time is set: since when it is counted."""
    recount: Recount = recounted_all
    """Promised dates by another calendar, where the desk knows more of a promise than the date itself says."""
    grants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ability → the roles that have it, for abilities this desk brings besides those of `personnel/terms.py`."""
