from django.urls import path

from lienthong.work.receivers import views

urlpatterns = [
    path("viec-khong-nguoi", views.unattended),
    path("viec-khong-nguoi.csv", views.export),
    path("viec-khong-nguoi/<uuid:item>/chuyen", views.move_on),
]
