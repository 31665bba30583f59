from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "lienthong.rehearsal"
    label = "rehearsal"
