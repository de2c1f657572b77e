"""One page tells what runs in the background, how far it is, and what came of it."""

import datetime as dt

import pytest
from django.urls import reverse
from tests.web.importing import send, text_of, work, workbook
from tests.web.town import SOUTH

from chainchief.core.i18n import CHINESE, ENGLISH, _, speaking
from chainchief.jobs.kinds import kind_of
from chainchief.jobs.models import Job, State
from chainchief.jobs.running import AGAIN, SILENCE
from chainchief.web.imports.words import STAGES

NEW = ("NEW-1", "新项目", SOUTH, "BIO")


@pytest.fixture
def job(reader, tmp_path):
    send(reader, workbook(tmp_path, [NEW]))
    return Job.objects.get()


def test_without_jobs_the_page_says_what_it_is_for(reader):
    assert "还没有任务" in text_of(reader.get("/jobs/"))


def test_a_waiting_job_stands_with_its_place_in_the_queue(reader, job, tmp_path):
    send(reader, workbook(tmp_path, [NEW], "第二份.xlsx"))
    page = text_of(reader.get("/jobs/"))
    assert "前面还有0项任务" in page
    assert "前面还有1项任务" in page


def test_the_list_is_asked_for_again_while_something_moves(reader, job):
    assert "every 2s" in reader.get("/jobs/").content.decode()
    work()
    page = reader.get("/jobs/")
    assert "every 2s" not in page.content.decode()
    assert "完成" in text_of(page)


def test_the_moving_part_is_the_list_alone(reader, job):
    part = reader.get("/jobs/", headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div id="jobs"')
    assert "<html" not in part


def test_a_running_job_shows_its_step_and_a_bar(reader, job):
    Job.objects.update(
        state=State.RUNNING, words="Writing", done_steps=2, all_steps=4, heartbeat=now()
    )
    page = reader.get("/jobs/")
    assert "正在写入台账" in text_of(page)
    assert '<progress max="4" value="2"' in page.content.decode()


def test_a_job_without_a_sign_of_life_is_told(reader, job):
    Job.objects.update(state=State.RUNNING, heartbeat=now() - 2 * SILENCE)
    assert "没有响应" in text_of(reader.get("/jobs/"))


def test_a_failed_job_tells_why(reader, job):
    Job.objects.update(state=State.FAILED, error="磁盘已满", ended_at=now())
    assert "磁盘已满" in text_of(reader.get("/jobs/"))


def test_cancelling_leads_back_and_never_to_another_host(reader, job):
    answer = reader.post(f"/jobs/{job.key}/cancel/", {"back": "//evil.example/"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/jobs/")
    assert "已取消" in text_of(reader.get("/jobs/"))


def test_the_list_turns_its_pages(reader, job):
    for number in range(35):
        Job.objects.create(
            kind="import-check",
            subject=f"文件{number:02}",
            signature=job.signature,
            asked_by=job.asked_by,
            language=CHINESE,
            asked_at=now(),
            state=State.DONE,
        )
    assert "第 1–30 条，共 36 条" in text_of(reader.get(reverse("jobs")))
    second = text_of(reader.get("/jobs/?page=2"))
    assert ("文件00" in second, "文件34" in second) == (True, False)


def test_a_kind_that_the_program_forgot_is_shown_by_its_name(reader, job):
    Job.objects.update(kind="of-an-earlier-version")
    assert "of-an-earlier-version" in text_of(reader.get("/jobs/"))


@pytest.mark.parametrize(
    "words",
    [
        *STAGES.values(),
        AGAIN,
        *(kind_of(name).title for name in ("import-check", "import-write", "batch-undo")),
    ],
)
def test_every_step_and_every_kind_has_its_chinese(words):
    with speaking(ENGLISH):
        assert _(words) == words
    assert _(words) != words


def now():
    return dt.datetime.now(dt.UTC)
