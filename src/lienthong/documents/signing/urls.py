from django.urls import path

from lienthong.documents.signing import views

urlpatterns = [
    path("viec/<uuid:item>/ky-so/signature", views.prepare, {"place": "signature"}),
    path("viec/<uuid:item>/ky-so/seal", views.prepare, {"place": "seal"}),
]
