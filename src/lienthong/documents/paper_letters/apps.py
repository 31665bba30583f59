from django.apps import AppConfig


class PaperLettersConfig(AppConfig):
    name = "lienthong.documents.paper_letters"
    label = "paper_letters"
