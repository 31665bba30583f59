from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "lienthong.documents"
    label = "documents"

    def ready(self) -> None:
        from lienthong.documents.desk import DESK
        from lienthong.work.desks.registry import register

        register(DESK)
