from django.urls import path

from lienthong.board import views

urlpatterns = [
    path("dieu-hanh", views.board, name="board"),
    path("dieu-hanh/so-lieu", views.fragment, name="board_fragment"),
    path("dieu-hanh/don-vi/<str:code>", views.unit, name="board_unit"),
    path("dieu-hanh/tinh/<str:code>", views.province, name="board_province"),
    path("dieu-hanh/bang.csv", views.as_csv, name="board_csv"),
    path("dieu-hanh/bang.xlsx", views.as_xlsx, name="board_xlsx"),
]
