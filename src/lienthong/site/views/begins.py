"""Pages of what begins something, drawn from what each desk says of it (`Begin`)."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from lienthong.pages.forms import redraws
from lienthong.personnel.doors import ActorRequest, by_session, in_public, require_key
from lienthong.site.views.citizens import or_draw_again, submit, submit_again
from lienthong.site.views.items import ask_or_do
from lienthong.work.desks import registry
from lienthong.work.desks.terms import Begin

Page = Callable[..., HttpResponse]


def addresses() -> list[URLPattern]:
    return [path(begin.url, _page(begin), name=begin.act) for begin in registry.begins()]


def _page(begin: Begin) -> Page:
    return _for_the_public(begin) if begin.door == "public" else _for_officers(begin)


def _for_officers(begin: Begin) -> Page:
    @redraws(lambda: begin.form)
    @require_http_methods(["GET", "POST"])
    @by_session
    def page(request: ActorRequest) -> HttpResponse:
        actor = request.actor
        actor.require(begin.ability)
        opening = begin.opening(actor, request.GET)
        title = opening.title or begin.title or begin.label
        return ask_or_do(
            request,
            begin.form,
            lambda fields: begin.perform(**begin.as_act(actor, fields), by=actor, key=require_key(request)),
            title=title,
            submit_label=begin.submit_label or title,
            back=opening.back or begin.home,
            choices=begin.choices(actor),
            initial=opening.values,
            intro=begin.intro,
            **begin.shows,
        )

    page.__name__ = begin.act
    return page


def _for_the_public(begin: Begin) -> Page:
    @redraws(lambda: begin.form)
    @require_http_methods(["GET", "POST"])
    @or_draw_again(begin.counter, partial(submit_again, begin=begin))
    @in_public(begin.counter)
    def page(request: ActorRequest) -> HttpResponse:
        return submit(request, begin)

    page.__name__ = begin.act
    return page
