from django.apps import AppConfig


class EnclosuresConfig(AppConfig):
    name = "lienthong.documents.enclosures"
    label = "enclosures"
