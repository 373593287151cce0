"""The benefits file: who the people are, who lives with them, what they receive."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.database.base import REGIONS, Base, TimestampMixin, big_id, month, one_of


class Category(StrEnum):
    """The three categories of acceptance (law art. 18)."""

    ABLE_TO_WORK = "able_to_work"
    REHABILITABLE = "rehabilitable"
    NOT_REHABILITABLE = "not_rehabilitable"


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Role(StrEnum):
    """How a household is headed (law art. 1(5), 1(8))."""

    HEAD = "head"
    INDEPENDENT = "independent"


class NationalityException(StrEnum):
    """Who is covered without Saudi nationality (law art. 10)."""

    WIFE_OF_SAUDI = "non_saudi_wife_of_saudi"
    WIDOW_OR_DIVORCEE = "non_saudi_widow_or_divorcee_with_saudi_children"
    CHILDREN_OF_SAUDI_MOTHER = "children_of_saudi_widow_or_divorcee_from_non_saudi"
    CARD_DISABILITY = "mobility_card_disability"
    CARD_ORPHAN = "mobility_card_orphan"
    CARD_WIDOW = "mobility_card_widow_with_orphans"


class TransferredGroup(StrEnum):
    """Who came from the law of 1427H and is freed from the income condition (Royal Decree M/35)."""

    ELDERLY = "elderly_without_income"
    DISABILITY = "disability_without_provider"
    ORPHAN = "special_circumstances_orphan_without_provider"


class Relation(StrEnum):
    """What a dependant is to the head."""

    SON = "son"
    DAUGHTER = "daughter"
    HUSBAND = "husband"
    WIFE = "wife"
    FATHER = "father"
    MOTHER = "mother"
    BROTHER = "brother"
    SISTER = "sister"
    GRANDSON = "grandson"
    GRANDDAUGHTER = "granddaughter"
    GRANDFATHER = "grandfather"
    GRANDMOTHER = "grandmother"
    OTHER = "other"


class IncomeKind(StrEnum):
    """How an income counts; the shares themselves are parameters of the rules."""

    EARNED = "earned"
    UNEARNED = "unearned"
    EXCLUDED = "excluded"


class Beneficiary(TimestampMixin, Base):
    """A person with an identity number in the benefits file, entitled or not.

    The number itself is only in `national_id_sealed`; it is found by `Vault.fingerprint`.
    """

    __tablename__ = "beneficiaries"
    __table_args__ = (
        one_of("region", REGIONS),
        CheckConstraint(
            "is_saudi OR category IS NULL OR nationality_exception IS NOT NULL", name="accepted_has_ground"
        ),
        Index(None, "region"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    national_id_fingerprint: Mapped[bytes] = mapped_column(unique=True)
    national_id_sealed: Mapped[bytes]
    name_ar: Mapped[str]
    name_en: Mapped[str | None]
    birth_date: Mapped[date | None]
    gender: Mapped[Gender | None]
    region: Mapped[str]
    city: Mapped[str]
    is_saudi: Mapped[bool]
    nationality_exception: Mapped[NationalityException | None]
    disability: Mapped[bool] = mapped_column(default=False)
    category: Mapped[Category | None]

    household: Mapped[Household | None] = relationship(back_populates="head", lazy="raise")

    @property
    def given_name(self) -> str:
        """The first word of the name: how one is addressed."""
        return self.name_ar.split()[0]


class Household(TimestampMixin, Base):
    """An independent, or a head with dependants in one dwelling (law art. 1(7), 1(8))."""

    __tablename__ = "households"
    __table_args__ = (CheckConstraint("days_abroad_last_year BETWEEN 0 AND 366", name="days_abroad_last_year"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    head_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id), unique=True)
    role: Mapped[Role]
    in_shelter: Mapped[bool] = mapped_column(default=False)
    days_abroad_last_year: Mapped[int] = mapped_column(default=0)
    other_assets: Mapped[bool] = mapped_column(default=False)
    transferred_group: Mapped[TransferredGroup | None]

    head: Mapped[Beneficiary] = relationship(back_populates="household", lazy="raise")
    members: Mapped[list[Member]] = relationship(back_populates="household", lazy="raise")
    incomes: Mapped[list[Income]] = relationship(back_populates="household", lazy="raise")


class Member(TimestampMixin, Base):
    """A dependant; whoever has a file of their own is counted in one family only (law art. 11)."""

    __tablename__ = "members"
    __table_args__ = (Index(None, "household_id"),)

    id: Mapped[int] = big_id()
    household_id: Mapped[UUID] = mapped_column(ForeignKey(Household.id))
    beneficiary_id: Mapped[UUID | None] = mapped_column(ForeignKey(Beneficiary.id), unique=True)
    name_ar: Mapped[str]
    relation: Mapped[Relation]
    birth_date: Mapped[date]

    household: Mapped[Household] = relationship(back_populates="members", lazy="raise")


class Income(TimestampMixin, Base):
    """What the household received in a month from one source, SAR; `member_id` null: the head's own."""

    __tablename__ = "incomes"
    __table_args__ = (
        UniqueConstraint("household_id", "member_id", "month", "kind", "source", postgresql_nulls_not_distinct=True),
        month("month"),
        CheckConstraint("amount >= 0", name="amount"),
        Index(None, "member_id"),
    )

    id: Mapped[int] = big_id()
    household_id: Mapped[UUID] = mapped_column(ForeignKey(Household.id))
    member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    month: Mapped[date]
    kind: Mapped[IncomeKind]
    source: Mapped[str]
    amount: Mapped[Decimal]

    household: Mapped[Household] = relationship(back_populates="incomes", lazy="raise")
