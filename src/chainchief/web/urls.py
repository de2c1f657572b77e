"""The addresses of the pages. Each name stands in the policy table too, or nothing answers."""

from django.urls import path

from chainchief.web.frame import fault_pages, languages
from chainchief.web.people import log_in
from chainchief.web.registers import views as registers
from chainchief.web.search import views as search
from chainchief.web.views import documents, figures

urlpatterns = [
    path("", figures.start, name="start"),
    path("figures/", figures.month_page, name="figures"),
    path("figures/<str:code>/", figures.receipt, name="receipt"),
    path("figures/<str:code>/records.csv", figures.receipt_csv, name="receipt-csv"),
    path("indicators/<str:code>/", figures.indicator, name="indicator"),
    path("chains/", figures.chains, name="chains"),
    path("chains/<str:code>/", figures.chain, name="chain"),
    path("release/<slug:template>/", documents.release, name="release"),
    path("release/<slug:template>/document/", documents.release_document, name="release-document"),
    path("release/<slug:template>/draft.docx", documents.release_file, name="release-file"),
    path("issued/", documents.issued, name="issued"),
    path("issued/<str:digest>/", documents.issued_document, name="issued-document"),
    path("issued/<str:digest>/file.docx", documents.issued_file, name="issued-file"),
    path("records/", registers.records, name="records"),
    path("records/<slug:kind>/", registers.record_list, name="record-list"),
    path("records/<slug:kind>/table.<slug:form>", registers.record_file, name="record-file"),
    path("records/<slug:kind>/<uuid:uid>/", registers.record, name="record"),
    path(
        "records/<slug:kind>/<uuid:uid>/figures/", registers.record_figures, name="record-figures"
    ),
    path("search/", search.search, name="search"),
    path("log-in/", log_in.log_in, name="log-in"),
    path("log-out/", log_in.log_out, name="log-out"),
    path("language/", languages.choose, name="language"),
]
handler404 = fault_pages.not_found
handler500 = fault_pages.failed
