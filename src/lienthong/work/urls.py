from django.urls import path

from lienthong.work.finding import views as finding

urlpatterns = [
    path("sap-xep/tim", finding.find),
    path("sap-xep/tim/<int:area>", finding.of_area),
]
