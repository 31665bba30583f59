from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "lienthong.documents.dispatch"
    label = "dispatch"
