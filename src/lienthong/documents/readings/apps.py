from django.apps import AppConfig


class ReadingsConfig(AppConfig):
    name = "lienthong.documents.readings"
    label = "letter_readings"
