from django.apps import AppConfig


class ArrivingConfig(AppConfig):
    name = "lienthong.documents.arriving"
    label = "arriving"
