from django.urls import path

from lienthong.documents.files_of_work import views

urlpatterns = [
    path("ho-so-cong-viec", views.files),
    path("ho-so-cong-viec.csv", views.export),
    path("ho-so-cong-viec/<int:year>/danh-muc.pdf", views.list_of_files),
    path("ho-so-cong-viec/<int:year>/giao-nop.pdf", views.minutes),
    path("ho-so-cong-viec/<uuid:item>.pdf", views.contents),
    path("ho-so-cong-viec/<uuid:item>.csv", views.contents_sheet),
]
