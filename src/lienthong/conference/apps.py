from django.apps import AppConfig


class ConferenceConfig(AppConfig):
    name = "lienthong.conference"
    label = "conference"

    def ready(self) -> None:
        from lienthong.conference.desk import DESK
        from lienthong.work.desks.registry import register

        register(DESK)
