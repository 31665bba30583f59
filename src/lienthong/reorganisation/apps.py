from django.apps import AppConfig


class ReorganisationConfig(AppConfig):
    name = "lienthong.reorganisation"
    label = "reorganisation"

    def ready(self) -> None:
        from lienthong.reorganisation.words import PLAN_VERBS, VERBS
        from lienthong.work.desks.registry import add_verbs

        add_verbs({**VERBS, **PLAN_VERBS})
