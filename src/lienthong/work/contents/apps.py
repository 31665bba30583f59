from django.apps import AppConfig


class ContentsConfig(AppConfig):
    name = "lienthong.work.contents"
    label = "contents"
