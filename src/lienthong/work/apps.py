from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "lienthong.work"
    label = "work"
