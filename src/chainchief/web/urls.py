"""The addresses of the pages. Each name stands in the policy table too, or nothing answers."""

from django.urls import path

from chainchief.web import faults, figures, languages

urlpatterns = [
    path("", figures.start, name="start"),
    path("figures/", figures.month_page, name="figures"),
    path("figures/<str:code>/", figures.receipt, name="receipt"),
    path("figures/<str:code>/records.csv", figures.receipt_csv, name="receipt-csv"),
    path("language/", languages.choose, name="language"),
]
handler404 = faults.not_found
handler500 = faults.failed
