from django.apps import AppConfig


class LayoutConfig(AppConfig):
    name = "lienthong.documents.layout"
    label = "layout"
