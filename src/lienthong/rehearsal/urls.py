from django.urls import path

from lienthong.rehearsal import views

urlpatterns = [
    path("dien-tap", views.rounds, name="rounds"),
    path("dien-tap/<int:number>", views.report, name="round_report"),
    path("dien-tap/<int:number>/bao-cao.pdf", views.report_pdf, name="round_report_pdf"),
]
