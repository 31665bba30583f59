from django.apps import AppConfig


class FilesOfWorkConfig(AppConfig):
    name = "lienthong.documents.files_of_work"
    label = "files_of_work"

    def ready(self) -> None:
        from lienthong.documents.files_of_work.desk import DESK, collected
        from lienthong.documents.terms import DELIVERY, DRAFT
        from lienthong.work.desks.registry import register

        register(DESK)
        collected(DESK.name, DRAFT, DELIVERY)
