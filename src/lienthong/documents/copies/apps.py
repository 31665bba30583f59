from django.apps import AppConfig


class CopiesConfig(AppConfig):
    name = "lienthong.documents.copies"
    label = "copies"
