"""Official acts on the words of a draft, one at a time: its head, a sentence more, another, one less.

Each names the digest of the text its author had read, and is refused (`plan_edited_meanwhile`) where another stands
there since. Only the sentence spoken of is written. Signatures so far fall with the text they were under.
"""

from dataclasses import replace
from datetime import date

from lienthong.ground import sql
from lienthong.ground.actor import Actor
from lienthong.ground.acts import Answer, official_act
from lienthong.ground.journal import append_line
from lienthong.kernel.refusals import NotFound
from lienthong.reorganisation.plans.actions import rewrite_head, write_sentences
from lienthong.reorganisation.plans.queries import plan_text
from lienthong.reorganisation.plans.refusals import edited_meanwhile
from lienthong.reorganisation.plans.terms import PlanText, Transition
from lienthong.reorganisation.plans.texts.files import digest_of, document_of, transition_document
from lienthong.reorganisation.plans.texts.rows import HEAD


@official_act
def change_plan_head(
    plan: int, *, name: str, effective_on: date, basis: str, point_of_no_return: date, digest: str, by: Actor
) -> Answer:
    by.require("plan_reorganisation")
    before = _read(plan, digest)
    after = replace(
        before, name=name, effective_on=effective_on, basis=basis, point_of_no_return=point_of_no_return
    )
    if after == before:
        return {"plan": plan, "digest": digest}
    now = rewrite_head(plan, after, was=digest)
    said = document_of(before), document_of(after)
    was, became = (
        {name: document[name] for name in HEAD if said[0][name] != said[1][name]} for document in said
    )
    append_line("plan.head_changed", {"plan": plan, "digest": now, "before": was, "after": became}, by=by)
    return {"plan": plan, "digest": now}


@official_act
def add_transition(plan: int, transition: Transition, *, digest: str, by: Actor) -> Answer:
    """At the end."""
    by.require("plan_reorganisation")
    before = _read(plan, digest)
    after = replace(before, transitions=(*before.transitions, transition))
    no = len(after.transitions)
    now = rewrite_head(plan, after, was=digest)
    write_sentences(plan, {no: transition})
    said = {"plan": plan, "no": no, "digest": now, "after": transition_document(transition)}
    append_line("plan.transition_added", said, by=by)
    return {"plan": plan, "no": no, "digest": now}


@official_act
def change_transition(plan: int, no: int, transition: Transition, *, digest: str, by: Actor) -> Answer:
    by.require("plan_reorganisation")
    before = _read(plan, digest)
    was = sentence_of(before, no)
    if transition == was:
        return {"plan": plan, "no": no, "digest": digest}
    sentences = (*before.transitions[: no - 1], transition, *before.transitions[no:])
    now = rewrite_head(plan, replace(before, transitions=sentences), was=digest)
    write_sentences(plan, {no: transition})
    documents = {"before": transition_document(was), "after": transition_document(transition)}
    append_line("plan.transition_changed", {"plan": plan, "no": no, "digest": now, **documents}, by=by)
    return {"plan": plan, "no": no, "digest": now}


@official_act
def remove_transition(plan: int, no: int, *, digest: str, by: Actor) -> Answer:
    """Those after it move up by one."""
    by.require("plan_reorganisation")
    before = _read(plan, digest)
    was = sentence_of(before, no)
    sentences = (*before.transitions[: no - 1], *before.transitions[no:])
    now = rewrite_head(plan, replace(before, transitions=sentences), was=digest)
    sql.run("delete from transition where plan = %s and no = %s", (plan, no))
    # In two steps: one would meet its own neighbours on the way.
    sql.run("update transition set no = -no where plan = %s and no > %s", (plan, no))
    sql.run("update transition set no = -no - 1 where plan = %s and no < 0", (plan,))
    said = {"plan": plan, "no": no, "digest": now, "before": transition_document(was)}
    append_line("plan.transition_removed", said, by=by)
    return {"plan": plan, "no": no, "digest": now}


def sentence_of(text: PlanText, no: int) -> Transition:
    if not 0 < no <= len(text.transitions):
        raise NotFound
    return text.transitions[no - 1]


def _read(plan: int, digest: str) -> PlanText:
    """The text the author had read. That it still stands when it is written, `redraft_from` sees to under a lock."""
    text = plan_text(plan)
    if digest_of(text) != digest:
        raise edited_meanwhile()
    return text
