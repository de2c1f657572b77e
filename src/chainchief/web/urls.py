"""The addresses of the pages. Each name stands in the policy table too, or nothing answers."""

from django.urls import path

from chainchief.web.administration import accounts, certificates, first_start, grants, resets
from chainchief.web.audit import views as audit
from chainchief.web.batches import views as batches
from chainchief.web.chainmap import views as chainmaps
from chainchief.web.chainmap.editing import views as chain_trees
from chainchief.web.chainmap.matches import views as chain_matches
from chainchief.web.chainmap.regions import views as chain_regions
from chainchief.web.chainmap.roadmaps import views as chain_roadmaps
from chainchief.web.chainmap.targets import views as chain_targets
from chainchief.web.desk import views as desk
from chainchief.web.dispatch import collection_views as dispatched
from chainchief.web.dispatch import request_views as answers
from chainchief.web.doors import fault_pages
from chainchief.web.dossiers import views as dossiers
from chainchief.web.features import views as features
from chainchief.web.feeds import views as feeds
from chainchief.web.financing import bank_views as financing_room
from chainchief.web.financing import views as financing
from chainchief.web.forms.views import choices, evidence, forms, several, states
from chainchief.web.frame import languages
from chainchief.web.funds import views as funds
from chainchief.web.imports import views as imports
from chainchief.web.imports.arrivals import views as import_arrivals
from chainchief.web.imports.columns import views as import_columns
from chainchief.web.jobs import views as jobs
from chainchief.web.leads import views as leads
from chainchief.web.meetings import views as meetings
from chainchief.web.notices import views as notices
from chainchief.web.officers import views as officers
from chainchief.web.people import by_certificate, log_in, look_as, me, password, second_factor
from chainchief.web.policies import views as policies
from chainchief.web.registers import views as registers
from chainchief.web.search import views as search
from chainchief.web.tasks import views as tasks
from chainchief.web.views import (
    collections,
    documents,
    drafts,
    figures,
    home,
    indicators,
    months,
    screen,
)
from chainchief.web.workshop import text_views as workshop_texts
from chainchief.web.workshop import views as workshop

urlpatterns = [
    path("", home.start, name="start"),
    path("home/sparks/", home.sparks, name="home-sparks"),
    path("months/", months.months, name="months"),
    path("months/<str:month>/", months.month, name="month"),
    path("months/<str:month>/rehearsal/", months.rehearsal, name="month-rehearsal"),
    path("months/<str:month>/close/", months.close, name="month-close"),
    path("months/<str:month>/reopen/", months.reopen, name="month-reopen"),
    # The monthly dispatch.
    path("dispatch/", dispatched.dispatch, name="dispatch"),
    path("dispatch/new/", dispatched.new, name="collection-new"),
    path("dispatch/collections/<uuid:uid>/", dispatched.collection, name="collection"),
    path("dispatch/collections/<uuid:uid>/table/", dispatched.add_table, name="collection-table"),
    path("dispatch/collections/<uuid:uid>/open/", dispatched.open_, name="collection-open"),
    path("dispatch/collections/<uuid:uid>/drop/", dispatched.drop_, name="collection-drop"),
    path("dispatch/quiet/", answers.approve_quiet, name="approve-quiet"),
    path("dispatch/requests/<uuid:uid>/", answers.request_, name="request"),
    path("dispatch/requests/<uuid:uid>/workbook.xlsx", answers.workbook, name="request-workbook"),
    path("dispatch/requests/<uuid:uid>/returned.xlsx", answers.returned, name="request-returned"),
    path("dispatch/requests/<uuid:uid>/upload/", answers.upload, name="request-upload"),
    path("dispatch/requests/<uuid:uid>/grid/", answers.grid, name="request-grid"),
    path("dispatch/requests/<uuid:uid>/act/", answers.act, name="request-act"),
    path("dispatch/requests/<uuid:uid>/review/", answers.review, name="request-review"),
    # The service desk.
    path("desk/", desk.desk, name="desk"),
    path("desk/queue.ics", desk.calendar, name="desk-calendar"),
    path("desk/views/", desk.keep_view, name="desk-view"),
    path("desk/new/", desk.new, name="desk-new"),
    path("desk/hand-over/", desk.handover, name="desk-handover"),
    path("desk/difficulties/<uuid:uid>/", desk.case, name="desk-case"),
    path("desk/difficulties/<uuid:uid>/act/", desk.act, name="desk-act"),
    path("desk/difficulties/<uuid:uid>/opinion/", desk.opinion, name="desk-opinion"),
    path("desk/difficulties/<uuid:uid>/in-hand/", desk.in_hand, name="desk-in-hand"),
    path("desk/difficulties/<uuid:uid>/slip/", desk.slip, name="desk-slip"),
    path("dispatch/requests/<uuid:uid>/moves/", answers.moves, name="request-moves"),
    path("dispatch/burden/", dispatched.burden, name="burden"),
    path("dispatch/burden.xlsx", dispatched.burden_file, name="burden-file"),
    path("issue/", documents.issue, name="issue"),
    path("issue/<uuid:uid>/", documents.final_file, name="final-file"),
    path("figures/", figures.month_page, name="figures"),
    path("figures/<str:code>/", figures.receipt, name="receipt"),
    path("figures/<str:code>/records.csv", figures.receipt_csv, name="receipt-csv"),
    path("indicators/<str:code>/", indicators.indicator, name="indicator"),
    path("indicators/<str:code>/course/", indicators.course, name="indicator-course"),
    path("indicators/<str:code>/closings/", indicators.closings, name="indicator-closings"),
    path("indicators/<str:code>/difference/", indicators.difference, name="figure-difference"),
    path("indicators/<str:code>/pin/", indicators.pin, name="figure-pin"),
    path("indicators/<str:code>/table.<slug:form>", indicators.table, name="indicator-table"),
    path("screen/", screen.screen, name="screen"),
    path("collections/", collections.collections, name="figure-collections"),
    path("collections/change/", collections.change, name="figure-collection-change"),
    path("collections/<uuid:uid>/", collections.collection, name="figure-collection"),
    path(
        "collections/<uuid:uid>/table.<slug:form>",
        collections.collection_file,
        name="figure-collection-file",
    ),
    path("chains/", figures.chains, name="chains"),
    path("chains/<str:code>/", figures.chain, name="chain"),
    path("release/<slug:template>/", documents.release, name="release"),
    path("release/<slug:template>/paper.css", documents.release_sheet_file, name="release-sheet"),
    path("release/<slug:template>/draft.docx", documents.release_file, name="release-file"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/<uuid:uid>/", drafts.draft, name="draft"),
    path("drafts/<uuid:uid>/<int:number>/paper.css", drafts.draft_sheet_file, name="draft-sheet"),
    path("drafts/<uuid:uid>/paragraphs/<int:number>/", drafts.paragraph, name="draft-paragraph"),
    path("drafts/<uuid:uid>/back/", drafts.bring_back, name="draft-back"),
    path("drafts/<uuid:uid>/restore/", drafts.restore, name="draft-restore"),
    path("drafts/<uuid:uid>/sign/", drafts.sign, name="draft-sign"),
    path("drafts/<uuid:uid>/verification/", drafts.verification, name="draft-verification"),
    path(
        "drafts/<uuid:uid>/verification.docx", drafts.verification_sheet, name="draft-sheet-to-sign"
    ),
    path("drafts/<uuid:uid>/scans/<str:digest>/", drafts.scan, name="draft-scan"),
    path("drafts/<uuid:uid>/draft.docx", drafts.draft_file, name="draft-file"),
    path("issued/", documents.issued, name="issued"),
    path("issued/<str:digest>/", documents.issued_document, name="issued-document"),
    path("issued/<str:digest>/paper.css", documents.issued_sheet_file, name="issued-sheet"),
    path("issued/<str:digest>/file.docx", documents.issued_file, name="issued-file"),
    path("records/", registers.records, name="records"),
    path("records/<slug:kind>/", registers.record_list, name="record-list"),
    path(
        "records/<slug:kind>/columns/<slug:column>/", registers.record_column, name="record-column"
    ),
    path("records/<slug:kind>/views/", registers.record_views, name="record-views"),
    path("records/<slug:kind>/views/<int:number>/drop/", registers.record_view, name="record-view"),
    path("records/<slug:kind>/table.<slug:form>", registers.record_file, name="record-file"),
    path("records/<slug:kind>/<uuid:uid>/", registers.record, name="record"),
    path(
        "records/<slug:kind>/<uuid:uid>/figures/", registers.record_figures, name="record-figures"
    ),
    path("search/", search.search, name="search"),
    path("log-in/", log_in.log_in, name="log-in"),
    path("log-in/certificate/", by_certificate.log_in_by_certificate, name="log-in-by-certificate"),
    path("log-out/", log_in.log_out, name="log-out"),
    path("records/<slug:kind>/new/", forms.record_new, name="record-new"),
    path("records/<slug:kind>/choices/", choices.record_choices, name="record-choices"),
    path("records/<slug:kind>/bulk/", several.record_bulk, name="record-bulk"),
    path("records/<slug:kind>/<uuid:uid>/edit/", forms.record_edit, name="record-edit"),
    path("records/<slug:kind>/<uuid:uid>/restore/", forms.record_restore, name="record-restore"),
    path(
        "records/<slug:kind>/<uuid:uid>/withdraw/",
        states.record_withdraw,
        name="record-withdraw",
    ),
    path(
        "records/<slug:kind>/<uuid:uid>/reinstate/",
        states.record_reinstate,
        name="record-reinstate",
    ),
    # Import, batches and background jobs.
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/<slug:feed>/<int:number>/", feeds.delivery, name="feed-delivery"),
    path("funds/", funds.funds, name="funds"),
    path("funds/<uuid:uid>/", funds.sample, name="funds-sample"),
    path("imports/", imports.imports, name="imports"),
    path("imports/template/<slug:kind>.xlsx", imports.template, name="import-template"),
    path("imports/<uuid:key>/", imports.import_, name="import"),
    path("imports/<uuid:key>/progress/", imports.progress, name="import-progress"),
    path("imports/<uuid:key>/check/", imports.check, name="import-check"),
    path("imports/<uuid:key>/columns/", imports.say_columns, name="import-columns"),
    path("imports/arrivals/", import_arrivals.arrivals, name="import-arrivals"),
    path("imports/arrivals/<uuid:key>/", import_arrivals.take_up, name="import-arrival"),
    path("imports/columns/", import_columns.columns, name="import-mappings"),
    path("imports/columns/<int:number>/", import_columns.mapping, name="import-mapping"),
    path(
        "imports/columns/<int:number>/drop/",
        import_columns.drop_mapping,
        name="import-mapping-drop",
    ),
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
    path("second-factor/", second_factor.show, name="second-factor"),
    path("me/", me.me, name="me"),
    path("me/password/", password.password, name="me-password"),
    path("me/second-factor/", second_factor.set_up, name="second-factor-set-up"),
    path("me/recovery-codes/", second_factor.renew_codes, name="recovery-codes"),
    path("me/sessions/", me.end_sessions, name="end-sessions"),
    path("me/acting-for/", me.act_for, name="act-for"),
    path("accounts/", accounts.listing, name="accounts"),
    path("accounts/new/", accounts.new, name="account-new"),
    path("accounts/<uuid:uid>/", accounts.one, name="account"),
    path("accounts/<uuid:uid>/disable/", accounts.disable, name="account-disable"),
    path("accounts/<uuid:uid>/enable/", accounts.enable, name="account-enable"),
    path("accounts/<uuid:uid>/reset/", resets.ask, name="account-reset"),
    path("resets/<int:number>/give/", resets.give, name="reset-give"),
    path("accounts/<uuid:uid>/rename/", accounts.rename, name="account-rename"),
    path("accounts/<uuid:uid>/certificate/", certificates.propose, name="certificate-propose"),
    path(
        "accounts/<uuid:uid>/certificate/withdraw/",
        certificates.withdraw,
        name="certificate-withdraw",
    ),
    path("certificates/<int:number>/approve/", certificates.approve, name="certificate-approve"),
    path("certificates/<int:number>/refuse/", certificates.refuse, name="certificate-refuse"),
    path("grants/", grants.waiting_page, name="grants"),
    path("grants/new/", grants.new, name="grant-new"),
    path("grants/review/", grants.review, name="grant-review"),
    path("grants/review/table.xlsx", grants.review_download, name="grant-review-file"),
    path("grants/<int:number>/approve/", grants.approve, name="grant-approve"),
    path("grants/<int:number>/refuse/", grants.refuse, name="grant-refuse"),
    path("grants/<int:number>/revoke/", grants.revoke, name="grant-revoke"),
    path("first/", first_start.nobody_yet, name="nobody-yet"),
    path("first/<str:token>/", first_start.first, name="first-start"),
    path("look-as/", look_as.look_as, name="look-as"),
    path("audit/", audit.audit, name="audit"),
    path("audit/log.<slug:form>", audit.audit_file, name="audit-file"),
    path("audit/seals/", audit.audit_seals, name="audit-seals"),
    path("notices/", notices.notices, name="notices"),
    path("evidence/add/", evidence.evidence_add, name="evidence-add"),
    path("evidence/<uuid:uid>/file/", evidence.evidence_file, name="evidence-file"),
    path("language/", languages.choose, name="language"),
    # What a chain has and lacks: its map, answers, what if, whom to attract, lists.
    path("chains/<str:code>/map/", chainmaps.chain_map, name="chain-map"),
    path(
        "chains/<str:code>/map/picture.<slug:form>", chainmaps.chain_map_file, name="chain-map-file"
    ),
    path("chains/<str:code>/technology/", chain_roadmaps.chain_technology, name="chain-technology"),
    path(
        "chains/<str:code>/applications/",
        chain_roadmaps.chain_applications,
        name="chain-applications",
    ),
    path("chains/<str:code>/attraction/", chain_roadmaps.chain_attraction, name="chain-attraction"),
    path(
        "chains/<str:code>/roadmaps/<slug:theme>.<slug:form>",
        chain_roadmaps.chain_roadmap_file,
        name="chain-roadmap-file",
    ),
    path("chains/<str:code>/matches/", chain_matches.chain_matches, name="chain-matches"),
    path("chains/<str:code>/receipt/", chainmaps.receipt, name="chain-receipt"),
    path("chains/<str:code>/answers/", chainmaps.chain_answers, name="chain-answers"),
    path("chains/<str:code>/answers/risk/", chainmaps.chain_risk, name="chain-risk"),
    path("chains/<str:code>/targets/", chain_targets.chain_targets, name="chain-targets"),
    path("chains/<str:code>/lists/", chain_targets.chain_lists, name="chain-lists"),
    path(
        "chains/<str:code>/lists/table.<slug:form>",
        chain_targets.chain_lists_file,
        name="chain-lists-file",
    ),
    path("chains/<str:code>/regions/", chain_regions.chain_regions, name="chain-regions"),
    path(
        "chains/<str:code>/regions/picture.<slug:form>",
        chain_regions.chain_regions_file,
        name="chain-regions-file",
    ),
    path("chains/<str:code>/tree/", chain_trees.chain_tree, name="chain-tree"),
    path("chains/<str:code>/what-if/", chainmaps.chain_what_if, name="chain-what-if"),
    path(
        "chains/<str:code>/what-if/picture.<slug:form>",
        chainmaps.chain_what_if_file,
        name="chain-what-if-file",
    ),
    # Financing: needs, meetings, and the room of a bank.
    path("financing/", financing.financing, name="financing"),
    path("financing/new/", financing.new, name="financing-new"),
    path("financing/meetings/", financing.meetings, name="financing-meetings"),
    path("financing/meetings/<uuid:uid>/", financing.meeting, name="financing-meeting"),
    path("financing/room/", financing_room.room, name="financing-room"),
    path("financing/room/needs/<uuid:uid>/", financing_room.opened, name="financing-opened"),
    path("financing/room/needs/<uuid:uid>/answer/", financing_room.answer, name="financing-answer"),
    path("financing/room/offers/<uuid:uid>/", financing_room.offer, name="financing-offer"),
    path(
        "financing/room/offers/<uuid:uid>/act/",
        financing_room.offer_act,
        name="financing-offer-act",
    ),
    path("financing/<uuid:uid>/", financing.need, name="financing-need"),
    path("financing/<uuid:uid>/act/", financing.act, name="financing-act"),
    # The indicator workshop.
    path("workshop/", workshop.workshop, name="workshop"),
    path("workshop/bench/", workshop.bench, name="workshop-bench"),
    path("workshop/save/", workshop.save, name="workshop-save"),
    path("workshop/adopted.yaml", workshop.file, name="workshop-file"),
    path("workshop/text/", workshop_texts.text, name="workshop-text"),
    path("workshop/templates/<uuid:uid>/", workshop_texts.template, name="workshop-template"),
    path("workshop/<uuid:uid>/", workshop.one, name="workshop-one"),
    path("workshop/<uuid:uid>/act/", workshop.act, name="workshop-act"),
    # Meetings, instructions and tasks.
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.new, name="meeting-new"),
    path("meetings/<uuid:uid>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:uid>/item/", meetings.item, name="meeting-item"),
    path("meetings/<uuid:uid>/minutes/", meetings.minutes, name="meeting-minutes"),
    path("meetings/<uuid:uid>/instruction/", meetings.instruction, name="meeting-instruction"),
    path("meetings/pack/<str:code>/", dossiers.pack, name="meeting-pack"),
    path("meetings/pack/<str:code>/pack.docx", dossiers.pack_file, name="meeting-pack-file"),
    path("visits/<uuid:uid>/<slug:form>/", dossiers.visit, name="visit-dossier"),
    path(
        "visits/<uuid:uid>/<slug:form>/paper.docx", dossiers.visit_file, name="visit-dossier-file"
    ),
    path("tasks/given/", tasks.given, name="tasks-given"),
    path("tasks/new/", tasks.new, name="task-new"),
    path("tasks/<uuid:uid>/", tasks.task, name="task"),
    path("tasks/<uuid:uid>/act/", tasks.act, name="task-act"),
    path("tasks/<uuid:uid>/part/", tasks.part, name="task-part"),
    path("tasks/<uuid:uid>/in-hand/", tasks.in_hand, name="task-in-hand"),
    # Investment promotion: leads by stage, headquarters called on.
    path("leads/", leads.leads, name="leads"),
    path("leads/new/", leads.new, name="lead-new"),
    path("leads/headquarters/", leads.visited, name="leads-visited"),
    path("leads/<uuid:uid>/", leads.lead, name="lead"),
    path("leads/<uuid:uid>/act/", leads.act, name="lead-act"),
    path("leads/<uuid:uid>/in-hand/", leads.in_hand, name="lead-in-hand"),
    # Policies and rewards: clauses, lists from computed to paid, what a firm could have.
    path("desk/policies/", policies.policies, name="policies"),
    path("desk/policies/<uuid:uid>/", policies.policy, name="policy"),
    path("desk/policies/lists/<uuid:uid>/", policies.reward_list, name="reward-list"),
    path("desk/policies/lists/<uuid:uid>/act/", policies.act, name="reward-list-act"),
    path("desk/policies/lists/<uuid:uid>/object/", policies.objection, name="reward-list-object"),
    path(
        "desk/policies/lists/<uuid:uid>/list.<slug:form>",
        policies.reward_list_file,
        name="reward-list-file",
    ),
    path(
        "desk/policies/objections/<uuid:uid>/", policies.objection_answer, name="reward-objection"
    ),
    path("desk/policies/lines/<uuid:uid>/", policies.reward_line, name="reward-line"),
    path("desk/policies/firms/<uuid:uid>/", policies.firm_policies, name="firm-policies"),
    # Features: proposed, checked, agreed to, published.
    path("desk/features/", features.features, name="features"),
    path("desk/features/new/", features.new, name="feature-new"),
    path("desk/features/<uuid:uid>/", features.feature, name="feature"),
    path("desk/features/<uuid:uid>/act/", features.act, name="feature-act"),
    path("desk/features/<uuid:uid>/in-hand/", features.in_hand, name="feature-in-hand"),
    # Service officers: coverage, an officer's firms, contacts and hand-over.
    path("desk/officers/", officers.officers, name="officers"),
    path("desk/officers/<uuid:uid>/person/", officers.officer, name="officer"),
    path("desk/officers/firms/<uuid:uid>/", officers.officer_firm, name="officer-firm"),
]
handler400 = fault_pages.not_understood
handler404 = fault_pages.not_found
handler500 = fault_pages.failed
