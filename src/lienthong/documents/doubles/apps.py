from django.apps import AppConfig


class DoublesConfig(AppConfig):
    name = "lienthong.documents.doubles"
    label = "doubles"
