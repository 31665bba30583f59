from django.apps import AppConfig


class DirectingConfig(AppConfig):
    name = "lienthong.documents.directing"
    label = "directing"
