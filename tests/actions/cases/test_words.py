"""What the words about a case say: in dialects and in English."""

from __future__ import annotations

import pytest

from actions.cases import words
from actions.cases.models import CaseKind
from actions.cases.policy import objection_reasons


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وين وصل اعتراضي", CaseKind.OBJECTION),
        ("ايش صار في التظلم", CaseKind.OBJECTION),
        ("شكواي وين", CaseKind.COMPLAINT),
        ("ردوا على بلاغي؟", CaseKind.COMPLAINT),
        ("any news on my complaint", CaseKind.COMPLAINT),
        ("withdraw my appeal", CaseKind.OBJECTION),
        ("اعتراضي وشكواي وين", None),
        ("وين وصل طلبي", None),
    ],
)
def test_the_kind_that_is_spoken_of(text: str, kind: CaseKind | None) -> None:
    assert words.kind_of(text) is kind


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("لا غير السبب", words.Edit(part="reason")),
        ("غيّر الموضوع لو سمحت", words.Edit(part="subject")),
        ("عدل", words.Edit(part="details")),
        ("لا، شيل المرفق", words.Edit(part="attachment", removed=True)),
        ("no, change the reason", words.Edit(part="reason")),
        ("ضيف اني ساكن بالإيجار", words.Edit(added="اني ساكن بالإيجار")),
        ("لا، زود بعد ان ولدي يدرس", words.Edit(added="بعد ان ولدي يدرس")),
        ("add that I lost my job", words.Edit(added="I lost my job")),
        ("لا غلط انا قصدي راتب شهر عشرة", words.Edit(added="انا قصدي راتب شهر عشرة")),
        ("اكتب بعد ان الايجار زاد", words.Edit(added="الايجار زاد")),
        ("نسيت اقول لكم ان زوجتي حامل", words.Edit(added="زوجتي حامل")),
        ("كمان قولوا لهم اني ساكن بالايجار", words.Edit(added="اني ساكن بالايجار")),
        ("غلط الراتب 3000", words.Edit(added="غلط الراتب 3000")),
        ("لا غلط", words.Edit(part="details")),
        ("i mean october", words.Edit(added="i mean october")),
        ("لا ما عندي", None),
        ("نعم", None),
        ("لا", None),
        ("لا والله ما سافرت", None),
        ("شيل هالكلام", None),
    ],
)
def test_a_correction_names_its_part_or_brings_its_words(text: str, edit: words.Edit | None) -> None:
    assert words.edit_of(text) == edit


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("الدفعة ناقصة", "payment"),
        ("الموظف في الفرع", "staff"),
        ("الموقع معلق", "technical"),
        ("تاخر القرار", "decision_delay"),
        ("انتظرت بالفرع ثلاث ساعات", "service"),
        ("my payment was short", "payment"),
        ("شي غريب صار", None),
    ],
)
def test_what_a_complaint_is_about(text: str, subject: str | None) -> None:
    assert words.subject_of(text) == subject


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ما سافرت هالمدة كلها", "not_abroad"),
        ("كنت مرافق لامي في المستشفى", "absence_excused"),
        ("ما حسبوا ولدي", "dependants_missing"),
        ("راتبي أقل من كذا", "income_is_lower"),
        ("عندكم عقد قديم", "data_wrong"),
        ("I lost my job", "income_is_lower"),
        ("ظلم", None),
    ],
)
def test_why_somebody_objects(text: str, reason: str | None) -> None:
    assert words.reason_of(text, objection_reasons()) == reason


def test_a_reason_that_is_not_possible_is_not_read() -> None:
    assert words.reason_of("ما سافرت", ["income_is_lower", "data_wrong"]) is None


@pytest.mark.parametrize(
    ("text", "digits"),
    [("رقم ١٤٤٨-٠٠٠١٢٥", "1448000125"), ("OBJ 1448 000125", "1448000125"), ("من ٣ شهور", ""), ("۰۰۰۱۲۵", "000125")],
)
def test_digits_of_any_script_and_spacing(text: str, digits: str) -> None:
    assert words.digits_in(text) == digits


@pytest.mark.parametrize("text", ["ابي اعيد فتح شكواي", "افتحوا الاعتراض من جديد", "please reopen it"])
def test_opening_again_is_heard(text: str) -> None:
    assert words.asks_to_reopen(text)


@pytest.mark.parametrize("text", ["وش صار على طلباتي", "ابي اشوف كل شكاواي", "show all my cases"])
def test_all_of_them_is_heard(text: str) -> None:
    assert words.asks_for_all(text)


def test_a_document_is_told_from_words() -> None:
    assert words.speaks_of_document("نسيت ارفق عقد الايجار")
    assert not words.tells_an_addition("عندي صك جديد ابي احطه بالاعتراض اللي رفعته")
    assert words.tells_an_addition("زود على شكواي ان الموظفة كمان ما ادتني رقم المعاملة")


@pytest.mark.parametrize("text", ["عندي صك جديد ابي احطه بالاعتراض اللي رفعته", "معي ورقة من المستشفى", "how do I send you the medical report I have"])
def test_a_document_that_is_announced_is_waited_for(text: str) -> None:
    assert words.only_wants_to_send(text)


@pytest.mark.parametrize("text", ["طلعت لي ورقة من التامينات تثبت اني مفصول", "الموظفة قالت لي انتظري شهر ثاني"])
def test_what_is_told_is_no_announcement(text: str) -> None:
    assert not words.only_wants_to_send(text)


def test_what_follows_a_colon_is_what_is_added() -> None:
    assert words.addition_in("ضم هالمعلومه لاعتراضي: ولدي ترك الشغل") == "ولدي ترك الشغل"
    told = "زود على شكواي ان الموظفة ما ردت: قالت لي انتظري"
    assert words.addition_in(told) == told
    assert words.addition_in("ضيفوا على اعتراضي:") == "ضيفوا على اعتراضي:"


def test_a_number_is_one_of_a_case_only_where_it_is_called_so() -> None:
    assert words.names_a_number("وين صار الاعتراض رقم ٠٠٠١٨")
    assert not words.names_a_number("اعتراضي على مبلغ 12000")


@pytest.mark.parametrize("text", [
    "بكرة برسل", "الورقه مو معي الحين", "ارسلها بعدين", "بجيبها بكره ان شاء الله", "ما هي معايا دحين", "لسا ما طلعتها من البنك",
    "العقد عند الكفيل وباجيبه الاسبوع الجاي", "مهيب معي", "ان شاء الله الاحد اصورها", "I will send it tomorrow", "not with me now",
])  # fmt: skip
def test_a_paper_that_is_to_come(text: str) -> None:
    assert words.is_to_come(text)


@pytest.mark.parametrize("text", [
    "ارسلتها امس", "هذي الصوره", "راتبي نزل من شهر تسعه", "ما رديتوا علي وكل يوم تقولون بكره بكره", "هذا التقرير", "نعم",
])  # fmt: skip
def test_no_paper_to_come(text: str) -> None:
    assert not words.is_to_come(text)


@pytest.mark.parametrize(("text", "held"), [
    ("لا لا ترسلونه الحين", True), ("لا ترسله خلاص", True), ("ما ابغى ارسله", True), ("don't send it", True),
    ("ارسلوه", False), ("لا ضيف ان الايجار زاد", False), ("ايه ارسله", False),
])  # fmt: skip
def test_what_is_not_to_be_sent(text: str, held: bool) -> None:
    assert words.holds_back(text) is held
