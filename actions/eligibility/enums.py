"""The codes again as OpenFisca enums: a variable's possible values carry an index for vectors."""

from __future__ import annotations

from enum import StrEnum

from openfisca_core.indexed_enums import Enum

from actions.eligibility import codes


def _indexed(source: type[StrEnum]) -> type[Enum]:
    """The OpenFisca enum whose member names are the codes of `source`, in the same order."""
    indexed: type[Enum] = Enum(source.__name__, {member.value: member.value for member in source})
    return indexed


Answer = _indexed(codes.Answer)
Role = _indexed(codes.Role)
NationalityException = _indexed(codes.NationalityException)
TransferredGroup = _indexed(codes.TransferredGroup)
Category = _indexed(codes.Category)
StopCase = _indexed(codes.StopCase)
Verdict = _indexed(codes.Verdict)
Outcome = _indexed(codes.Outcome)
Entitlement = _indexed(codes.Entitlement)
