from django.urls import path

from lienthong.documents.groups import views

urlpatterns = [
    path("nhom-noi-nhan", views.groups),
    path("nhom-noi-nhan.csv", views.export),
    path("nhom-noi-nhan/moi", views.make),
    path("nhom-noi-nhan/ngoai", views.keep_outside),
    path("nhom-noi-nhan/ngoai/<uuid:body>/xoa", views.remove_outside),
    path("nhom-noi-nhan/<uuid:group>", views.change),
    path("nhom-noi-nhan/<uuid:group>/xoa", views.remove),
]
