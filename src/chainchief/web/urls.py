"""The addresses of the pages. Each name stands in the policy table too, or nothing answers."""

from django.urls import path

from chainchief.web.audit import views as audit
from chainchief.web.frame import fault_pages, languages
from chainchief.web.notices import views as notices
from chainchief.web.people import by_certificate, log_in
from chainchief.web.registers import views as registers
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
    path("log-in/", log_in.log_in, name="log-in"),
    path("log-in/certificate/", by_certificate.log_in_by_certificate, name="log-in-by-certificate"),
    path("log-out/", log_in.log_out, name="log-out"),
    path("audit/", audit.audit, name="audit"),
    path("audit/log.<slug:form>", audit.audit_file, name="audit-file"),
    path("audit/seals/", audit.audit_seals, name="audit-seals"),
    path("notices/", notices.notices, name="notices"),
    path("language/", languages.choose, name="language"),
]
handler400 = fault_pages.not_understood
handler404 = fault_pages.not_found
handler500 = fault_pages.failed
