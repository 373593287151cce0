"""Whose matter a message is: bodies are recognised by name in every register, and what is ours is never sent away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.arabic.bodies import LONGEST_TEXT, NONE_OF_THESE, Certainty, body_of
from nlu.arabic.data import table
from nlu.training.sentences import sentences

# Of our own training sentences so many may look like another body's; the classifier's reading weighs in for some of them.
MOST_OURS_SURE = 0.002
MOST_OURS_LIKELY = 0.045


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("متى أستطيع تجديد جواز سفري؟", "passports"),
        ("ابي اطلع بدل فاقد لهويتي", "civil_affairs"),
        ("علي مخالفات في المرور وابي اعترض", "traffic"),
        ("معاش التقاعد من التأمينات متى ينزل", "gosi"),
        ("ابغى موعد اسنان في المستوصف", "health"),
        ("متى تطلع نتايج الثانوية", "education"),
        ("شلون اغير خياري في سكني", "housing"),
        ("كيف اسوي وكالة في ناجز", "courts"),
        ("كفيلي ما عطاني راتبي", "labour"),
        ("متى تنزل دفعة حساب المواطن", "citizen_account"),
        ("وقفوا حافز عني هالشهر ليش", "jadarat_hrdf"),
        ("شركة الكهرباء قطعت علينا", "electricity_water"),
        ("كيف اطلع رخصة محل من بلدي", "municipality"),
        ("سرقوا جوالي وين مركز الشرطة", "police_security"),
        ("الصراف بلع بطاقتي", "telecom_banks"),
        ("كم جمارك الطرد", "zakat_customs"),
        ("كم سعر فيزا شنغن", "embassy_travel"),
        ("ابشر ما يفتح معي", "absher"),
        ("شحنتي عند سبل ما وصلت", "post"),
        ("my passport expired, how do I renew it", "passports"),
        ("I have a speeding fine", "traffic"),
        ("kef ajadded jawaz safari", "passports"),
        ("ab8a adfa3 mokhalafat saher", "traffic"),
        ("absher ma yefta7 m3i", "absher"),
    ],
)
def test_a_body_is_recognised_by_what_only_it_does(text: str, body: str) -> None:
    found = body_of(text)
    assert found is not None
    assert found.body == body
    assert found.certainty is Certainty.SURE


@pytest.mark.parametrize(
    "text",
    [
        "وش الفرق بين الضمان وحساب المواطن",
        "يجتمع حافز مع الضمان؟",
        "علي قضية، ادفع رسوم المحكمة وانا ضمان؟",
        "قدم لي على دعم الكهرباء",
        "سجل بنتي في باص المدرسة المجاني",
        "راتب التقاعد ينحسب دخل في الضمان؟",
        "المخالفات المرورية توقف الضمان؟",
        "متى يطيح حق المدارس بالحساب",
        "ابوي بالسجن وامي تبي تصير العايل",
        "شلون الأحوال عندكم",
        "ساكن مع والديه ويبي ملف له",
    ],
)
def test_what_is_ours_is_never_another_bodys(text: str) -> None:
    found = body_of(text)
    assert found is None or found.certainty is Certainty.HINT


@pytest.mark.parametrize(
    ("typed", "body"), [("ابششررر مااايفتح", "absher"), ("مخالفه ساههر كيف اعترظ", "traffic"), ("نقل ملكيةسيارتي", "traffic")]
)
def test_letters_typed_twice_and_words_typed_as_one_are_read(typed: str, body: str) -> None:
    found = body_of(typed)
    assert found is not None
    assert found.body == body


@pytest.mark.parametrize("text", ["كم ١٥ × ٣٤", "kam 15% mn 740", "12 ضرب 9"])
def test_a_sum_is_the_wide_worlds(text: str) -> None:
    found = body_of(text)
    assert found is not None
    assert (found.body, found.certainty) == (NONE_OF_THESE, Certainty.SURE)


@pytest.mark.parametrize("text", ["دخلي 3000 وعندي 4 عيال", "موعدي 12/5/1448", "نحن 5 في البيت", "1320 * شهري"])
def test_figures_of_our_own_are_no_sum(text: str) -> None:
    assert body_of(text) is None


def test_a_warranty_is_no_social_security() -> None:
    assert body_of("ضمان الغسالة خلص وشركة الكهرباء قطعت") is not None


def test_a_word_of_a_body_alone_is_only_a_hint() -> None:
    found = body_of("المستشفى")
    assert found is not None
    assert found.certainty is Certainty.HINT


@pytest.mark.parametrize("key", ["d4x9m605", "vree7x36", "p12x8m4e", "655x91b1"])
def test_the_key_of_a_reference_names_nobody(key: str) -> None:
    assert body_of(f"غيرت رقم جوالي صار [phone:{key}]") is None


def test_our_own_training_sentences_stay_ours() -> None:
    own = [sentence.text for sentence in sentences() if sentence.label != "out_of_scope"]
    found = [body_of(text) for text in own]
    sure = sum(one is not None and one.certainty is Certainty.SURE for one in found)
    likely = sum(one is not None and one.certainty is Certainty.LIKELY for one in found)
    assert sure / len(own) <= MOST_OURS_SURE
    assert likely / len(own) <= MOST_OURS_LIKELY


def test_every_body_has_all_its_lists() -> None:
    bodies = table("bodies")["bodies"]
    assert all(set(lists) == {"sure", "likely", "hint", "ours"} for lists in bodies.values())
    assert NONE_OF_THESE in bodies


def test_a_long_story_is_nobodys() -> None:
    assert body_of("ابشر ما يفتح معي " * (LONGEST_TEXT // 10)) is None


@given(st.text(max_size=200))
def test_any_text_will_do(text: str) -> None:
    body_of(text)
