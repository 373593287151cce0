"""Services of the clinics and benefits, by official and everyday names; the language asked for; the way a session is held."""

from nlu.arabic.data import table
from nlu.arabic.message import Found, Message
from nlu.arabic.phrases import Hit, Phrases

_NEAR = 6
_BACK = 4
_TOPICS = {"service": "services", "benefit": "benefits"}
_SHORT = 3
# What tells the mode where it was asked, and where it is only looked for.
_MODES = {"mode": ("mode", "mode_answer"), "mode_told": ("mode",)}


def add_topics(phrases: Phrases) -> None:
    """Put the services, benefits, languages and modes, and the words that go with them."""
    for entity, name in _TOPICS.items():
        data = table(name)
        for code, spellings in data[name].items():
            phrases.add(entity, code, spellings["sure"], loose=True)
            phrases.add(f"{entity}_near", code, spellings["near"], loose=True)
        phrases.add(f"{entity}_cue", None, data["cue"], loose=True)
        phrases.add(f"{entity}_void", None, data["void"], loose=True)
    data = table("languages")
    phrases.add_all("language", data["language"])
    for name in ("cue", "pointer", "not_wanted", "not_about_this"):
        phrases.add(f"language_{name}", None, data[name])
    phrases.add_all("mode", table("modes")["mode"])
    phrases.add_all("mode_answer", table("modes")["answer"])


def topics(message: Message) -> list[Found]:
    """Each service, benefit and asked-for language; the mode where it was asked."""
    found: list[Found] = []
    for entity in _TOPICS:
        found += _named(message, entity)
    found += _language(message)
    for name in _MODES.get(message.expecting or "", ()):
        found += [Found("mode", hit.value, hit.start, hit.end) for hit in message.scan.all(name)]
    return found


def _named(message: Message, entity: str) -> list[Found]:
    scan = message.scan
    voids = scan.all(f"{entity}_void")
    found = [Found("", "", hit.start, hit.end) for hit in voids]
    for hit in scan.all(entity):
        found.append(Found(entity, hit.value, hit.start, hit.end))
    cues = [hit for hit in scan.all(f"{entity}_cue") if not any(void.first <= hit.first < void.last for void in voids)]
    for hit in scan.all(f"{entity}_near"):
        if message.expecting == entity or any(_is_beside(cue, hit) for cue in cues):
            found.append(Found(entity, hit.value, hit.start, hit.end))
    return found


def _is_beside(cue: Hit, hit: Hit) -> bool:
    return cue.first != hit.first and -_NEAR <= cue.first - hit.first <= _NEAR


def _language(message: Message) -> list[Found]:
    """A language wanted: alone, or beside a word of speaking or changing; not one complained about or studied."""
    scan = message.scan
    if any(scan.at(place, "language_not_about_this") for place in range(len(scan.tokens))):
        return []
    found: list[tuple[bool, Found]] = []
    for hit in scan.all("language"):
        near = range(max(0, hit.first - _BACK), min(len(scan.tokens), hit.last + _BACK))
        told = any(scan.at(place, "language_cue") for place in near if not hit.first <= place < hit.last)
        unwanted = any(scan.at(place, "language_not_wanted") for place in range(max(0, hit.first - _BACK), hit.first))
        if (told or message.words <= _SHORT or message.expecting == "language") and not unwanted:
            pointed = hit.particles != "" or any(scan.at(hit.first - 1, name) for name in ("language_pointer", "range_to"))
            found.append((pointed, Found("language", hit.value, hit.start, hit.end)))
    if not found:
        return []
    best = max(pointed for pointed, _ in found)
    return [[one for pointed, one in found if pointed == best][-1]]
