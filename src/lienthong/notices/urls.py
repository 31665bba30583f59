from django.urls import path

from lienthong.notices import views

urlpatterns = [
    path("thong-bao", views.notices),
    path("thong-bao.csv", views.export),
    path("thong-bao/so", views.count),
    path("thong-bao/da-doc", views.read_all),
    path("thong-bao/thu-dien-tu", views.mail_address),
    path("thong-bao/<int:notice>", views.open_notice),
]
