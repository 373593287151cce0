"""Why an amount differs from another, cause by cause: for an estimate and the one before it, for two payments."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from bot.render.catalogue import Catalogue
from bot.render.data import Data

type Money = Callable[[Catalogue, Decimal], str]

_HALF, _ALL, _PERCENT = Decimal("0.5"), Decimal(1), 100


def causes(say: Catalogue, difference: Data, family: str, money: Money) -> list[str]:
    """A sentence a cause: `family` names the keys, `money` tells amounts (rounded in an estimate, exact in a payment)."""
    return [_cause(say, cause, family, money) for cause in difference.parts("causes")]


def _cause(say: Catalogue, cause: Data, family: str, money: Money) -> str:
    reason, effect = cause.text("reason"), abs(cause.amount("effect"))
    if reason == "parameters_changed":
        return say.of(family, reason)
    before, after = cause.amount_or_none("before") or Decimal(0), cause.amount_or_none("after") or Decimal(0)
    if reason.startswith("dependant"):
        told = (f"{number:,.0f}" for number in (before, after))
    else:
        told = (money(say, amount) for amount in (before, after))
    holes = dict(zip(("before", "after"), told, strict=True))
    share = cause.amount_or_none("share")
    return say.of(family, reason, effect=money(say, effect), share="" if share is None else _share(say, share), **holes)


def _share(say: Catalogue, share: Decimal) -> str:
    if share == _HALF:
        return say("share.half")
    return say("share.all") if share == _ALL else say("share.percent", percent=f"{share * _PERCENT:,.0f}")
