from django.apps import AppConfig


class JoiningConfig(AppConfig):
    name = "lienthong.joining"
    label = "joining"

    def ready(self) -> None:
        from lienthong.joining.terms import VERBS
        from lienthong.work.desks.registry import add_verbs

        add_verbs(VERBS)
