from django.apps import AppConfig


class AddressingConfig(AppConfig):
    name = "lienthong.documents.addressing"
    label = "addressing"
