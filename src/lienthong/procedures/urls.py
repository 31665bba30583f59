from django.urls import path

from lienthong.procedures.slips import views

urlpatterns = [
    path("viec/<uuid:item>/phieu-hen", views.appointment_slip),
    path("tra-cuu/phieu-hen", views.citizens_slip),
]
