from django.urls import path

from lienthong.exchange.axis import views

urlpatterns = [
    path("truc-lien-thong", views.listed),
    path("truc-lien-thong.<str:ending>", views.export),
    path("truc-lien-thong/<int:consignment>/gui-lai", views.retry),
]
