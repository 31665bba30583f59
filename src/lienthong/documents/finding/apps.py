from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "lienthong.documents.finding"
    label = "letter_finding"
