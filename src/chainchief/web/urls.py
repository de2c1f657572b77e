"""The addresses of the pages. Each name stands in the policy table too, or nothing answers."""

from django.urls import path

from chainchief.web.batches import views as batches
from chainchief.web.frame import fault_pages, languages
from chainchief.web.imports import views as imports
from chainchief.web.jobs import views as jobs
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
    # Import, batches and background jobs.
    path("imports/", imports.imports, name="imports"),
    path("imports/template/<slug:kind>.xlsx", imports.template, name="import-template"),
    path("imports/<uuid:key>/", imports.import_, name="import"),
    path("imports/<uuid:key>/progress/", imports.progress, name="import-progress"),
    path("imports/<uuid:key>/check/", imports.check, name="import-check"),
    path("imports/<uuid:key>/write/", imports.write, name="import-write"),
    path("imports/<uuid:key>/drop/", imports.drop, name="import-drop"),
    path("imports/<uuid:key>/returned.xlsx", imports.returned, name="import-returned"),
    path("batches/", batches.batches, name="batches"),
    path("batches/<int:number>/", batches.batch, name="batch"),
    path("batches/<int:number>/progress/", batches.batch_progress, name="batch-progress"),
    path("batches/<int:number>/file/", batches.batch_file, name="batch-file"),
    path("batches/<int:number>/undo/", batches.undo, name="batch-undo"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:key>/cancel/", jobs.cancel_job, name="job-cancel"),
    path("language/", languages.choose, name="language"),
]
handler404 = fault_pages.not_found
handler500 = fault_pages.failed
