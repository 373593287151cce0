"""What a short answer says of a household: nationality, role, children, home, possessions («ايه سعودي»)."""

from nlu.arabic.answer_words import PHRASES, REACH, apart, before, holds, is_denied
from nlu.arabic.phrases import Hit, Scan

_RELATIVE_REACH = 2


def saudi(text: str) -> bool | None:
    """Whether the person says that they are Saudi; what is said of a relative does not count."""
    scan = PHRASES.scan(text)
    for hit in apart(scan, "saudi"):
        if hit.value == "void" or _of_a_relative(scan, hit):
            continue
        denied = is_denied(scan, hit)
        if hit.value == "yes":
            return not denied
        if not denied:
            return False
    return None


def role(text: str) -> str | None:
    """`head` of a household or `independent`."""
    scan = PHRASES.scan(text)
    kept = [hit.value for hit in apart(scan, "role") if hit.value != "void" and not is_denied(scan, hit)]
    return "head" if "head" in kept else kept[0] if kept else None


def has_no_children(text: str) -> bool:
    """Whether people to provide for are denied («ما عندي عيال»)."""
    scan = PHRASES.scan(text)
    return any(is_denied(scan, hit) for hit in scan.all("children"))


def shelter(text: str) -> bool | None:
    """Whether the person says that they live in a home of the state."""
    scan = PHRASES.scan(text)
    for hit in apart(scan, "shelter"):
        if hit.value == "yes":
            return not is_denied(scan, hit)
        if hit.value == "no" and not is_denied(scan, hit):
            return False
    return None


def assets(text: str, *, asked: bool) -> bool | None:
    """Whether more than a home and a car is owned; unless it was asked, owning must be said."""
    scan = PHRASES.scan(text)
    found = [hit for hit in apart(scan, "assets") if asked or _is_owned(scan, hit)]
    if any(not is_denied(scan, hit) for hit in found):
        return True
    if found or (asked and holds(scan, "home") and holds(scan, "only")):
        return False
    return None


def _of_a_relative(scan: Scan, hit: Hit) -> bool:
    return any(scan.at(place, "relative") for place in before(scan, hit, _RELATIVE_REACH))


def _is_owned(scan: Scan, hit: Hit) -> bool:
    return any(scan.at(place, "have") for place in before(scan, hit, REACH))
