from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "lienthong.work"
    label = "work"

    def ready(self) -> None:
        from lienthong.pages.jinja import share
        from lienthong.work.desks.drawing import kind_mark, rows_html

        share(kind_mark=kind_mark, rows_html=rows_html)
