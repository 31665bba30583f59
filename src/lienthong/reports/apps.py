from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "lienthong.reports"
    label = "reports"
