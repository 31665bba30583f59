from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "lienthong.documents.drafting"
    label = "drafting"
