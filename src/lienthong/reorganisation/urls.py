from django.urls import path

from lienthong.reorganisation import views as plans
from lienthong.reorganisation.divisions import rule_views as division_rules
from lienthong.reorganisation.divisions import views as divisions
from lienthong.reorganisation.drafting import head_views as heads
from lienthong.reorganisation.drafting import views as drafting
from lienthong.reorganisation.minutes import views as minutes
from lienthong.reorganisation.people import views as people
from lienthong.reorganisation.plans import history_views as plan_history
from lienthong.reorganisation.plans import map_views as plan_map
from lienthong.reorganisation.reconciliation import views as reconciliation

urlpatterns = [
    path("sap-xep", plans.plans, name="plans"),
    path("sap-xep/nop", plans.upload),
    path("sap-xep/tep/<uuid:upload>", plans.uploaded),
    path("sap-xep/moi", heads.new_plan),
    path("sap-xep/<int:plan>", plans.plan),
    path("sap-xep/<int:plan>/sua", heads.change_head),
    path("sap-xep/<int:plan>/thay-tep", heads.replace_text),
    path("sap-xep/<int:plan>/chon", drafting.choose),
    path("sap-xep/<int:plan>/phuong-an/moi", drafting.new_sentence),
    path("sap-xep/<int:plan>/phuong-an/<int:no>", drafting.sentence),
    path("sap-xep/<int:plan>/phuong-an/<int:no>/bo", drafting.drop_sentence),
    path("sap-xep/<int:plan>/chuan-bi", plans.prepare),
    path("sap-xep/<int:plan>/ky", plans.sign),
    path("sap-xep/<int:plan>/hoan-lai", plans.reverse),
    path("sap-xep/<int:plan>/tep.<str:ending>", plans.download),
    path("sap-xep/<int:plan>/ban-do", plan_map.on_map),
    path("sap-xep/<int:plan>/nhat-ky", plan_history.history),
    path("sap-xep/<int:plan>/nhat-ky.<str:ending>", plan_history.history_sheet),
    path("sap-xep/<int:plan>/quyen", plans.rights),
    path("sap-xep/<int:plan>/quyen.<str:ending>", plans.rights_sheet),
    path("sap-xep/<int:plan>/phan-chia", divisions.divisions),
    path("sap-xep/<int:plan>/phan-chia.<str:ending>", divisions.divisions_sheet),
    path("sap-xep/<int:plan>/phan-chia/quy-tac-xa-cu", division_rules.add_commune_rules),
    path("sap-xep/<int:plan>/phan-chia/<int:undivided>", divisions.work_list),
    path("sap-xep/<int:plan>/phan-chia/<int:undivided>.<str:ending>", divisions.export),
    path("sap-xep/<int:plan>/phan-chia/<int:undivided>/quyet-dinh", divisions.decide),
    path("sap-xep/<int:plan>/phan-chia/<int:undivided>/da-quyet-dinh", divisions.decided),
    path("sap-xep/<int:plan>/phan-chia/<int:undivided>/ap-dung", division_rules.application),
    path("sap-xep/<int:plan>/phan-chia/<int:undivided>/quy-tac", division_rules.add_rule),
    path("sap-xep/<int:plan>/phan-chia/<int:undivided>/quy-tac/<int:no>/bo", division_rules.drop_rule),
    path("sap-xep/<int:plan>/phan-chia/<int:undivided>/xem-lai", divisions.sample),
    path("sap-xep/<int:plan>/phan-chia/<int:undivided>/xem-lai/<uuid:item>", divisions.second),
    path("sap-xep/<int:plan>/doi-chieu", reconciliation.report),
    path("sap-xep/<int:plan>/doi-chieu/chay", reconciliation.run),
    path("sap-xep/<int:plan>/doi-chieu.<str:ending>", reconciliation.paper),
    path("sap-xep/<int:plan>/tiep-nhan", reconciliation.arrival),
    path("sap-xep/<int:plan>/tiep-nhan/xac-nhan", reconciliation.confirm),
    path("sap-xep/<int:plan>/bien-ban", minutes.pairs),
    path("sap-xep/<int:plan>/bien-ban.zip", minutes.all_minutes),
    path("sap-xep/<int:plan>/bien-ban.<str:ending>", minutes.pairs_sheet),
    path("sap-xep/<int:plan>/bien-ban/<int:source>-<int:target>.pdf", minutes.minutes),
    path("sap-xep/<int:plan>/ke-nhiem", people.successors),
    path("sap-xep/<int:plan>/ke-nhiem.<str:ending>", people.successors_sheet),
    path("sap-xep/<int:plan>/ke-nhiem/giao", people.take_over),
    path("sap-xep/<int:plan>/ke-nhiem/<int:mandate>-<int:unit>", people.successor),
    path("sap-xep/<int:plan>/ke-nhiem/<int:mandate>-<int:unit>/ghi", people.name),
    path("sap-xep/<int:plan>/nhan-su", people.staffing),
    path("sap-xep/<int:plan>/nhan-su.<str:ending>", people.staffing_sheet),
    path("sap-xep/<int:plan>/nhan-su/nop", people.upload),
    path("sap-xep/<int:plan>/nhan-su/lay-lai", people.carry_over),
    path("sap-xep/<int:plan>/nhan-su/danh-sach.<str:ending>", people.bodies_sheet),
    path("sap-xep/<int:plan>/nhan-su/<int:unit>", people.body_staff),
    path("sap-xep/<int:plan>/nhan-su/<int:unit>/quyet-dinh", people.decide),
]
