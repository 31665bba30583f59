from django.urls import path

from lienthong.documents.layout import views

urlpatterns = [
    path("viec/<uuid:item>/ban-the-thuc", views.letter),
    path("viec/<uuid:item>/ban-in", views.print_letter),
]
