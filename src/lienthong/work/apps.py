from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "lienthong.work"
    label = "work"

    def ready(self) -> None:
        from lienthong.pages.jinja import share
        from lienthong.work.desks.drawing import kind_mark, rows_html
        from lienthong.work.desks.registry import add_hands
        from lienthong.work.handing.desk import HANDS
        from lienthong.work.handing.terms import VERBS

        share(kind_mark=kind_mark, rows_html=rows_html)
        add_hands(HANDS, VERBS)
