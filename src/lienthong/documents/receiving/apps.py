from django.apps import AppConfig


class ReceivingConfig(AppConfig):
    name = "lienthong.documents.receiving"
    label = "receiving"
