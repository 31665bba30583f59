from django.urls import path

from lienthong.documents.drafting import views

urlpatterns = [
    path("van-ban/mau", views.skeleton),
    path("van-ban/tu-tep", views.new_from_word),
    path("viec/<uuid:item>/ban-du-thao", views.compared),
    path("viec/<uuid:item>/tu-tep", views.from_word),
]
