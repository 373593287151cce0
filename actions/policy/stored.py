"""The households of the benefits file, with the incomes of its newest month."""

from __future__ import annotations

from datetime import date

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from actions.eligibility.codes import IncomeKind
from actions.eligibility.columns import NAMED_SUPPORTS
from actions.policy.population import Population, PopulationRefused, weights

_EXCLUDED = (*NAMED_SUPPORTS, IncomeKind.UNIVERSITY_STIPEND)
_SUMS = ", ".join(
    [
        "coalesce(sum(amount) FILTER (WHERE kind = 'earned'), 0)::float8 AS earned_income",
        "coalesce(sum(amount) FILTER (WHERE kind = 'unearned'), 0)::float8 AS unearned_income",
        *(
            f"coalesce(sum(amount) FILTER (WHERE kind = 'excluded' AND source = '{kind}'), 0)::float8 AS {kind}"
            for kind in _EXCLUDED
        ),
    ]
)
_QUERY = f"""
    WITH received AS (
        SELECT household_id, {_SUMS} FROM incomes
        WHERE month = (SELECT max(month) FROM incomes WHERE month <= :on) GROUP BY household_id
    ), family AS (
        SELECT household_id, count(*) AS dependants FROM members GROUP BY household_id
    )
    SELECT b.region, coalesce(b.category, '') AS category, h.role, b.is_saudi AS saudi,
        coalesce(b.nationality_exception, 'none') AS exception, h.days_abroad_last_year AS days_abroad,
        h.in_shelter, coalesce(f.dependants, 0) AS dependants, h.other_assets,
        coalesce(h.transferred_group, 'none') AS transferred_group,
        coalesce(extract(year FROM age(cast(:on AS date), b.birth_date)), -1)::int AS age,
        {", ".join(f"coalesce(r.{name}, 0) AS {name}" for name in ("earned_income", "unearned_income", *_EXCLUDED))}
    FROM households h JOIN beneficiaries b ON b.id = h.head_id
    LEFT JOIN family f ON f.household_id = h.id LEFT JOIN received r ON r.household_id = h.id
    ORDER BY h.id
"""  # noqa: S608, of codes alone

_NOTHING = "The database holds no households: start the assistant once, or use --generate."


async def stored_population(session: AsyncSession, on: date) -> Population:
    """Every household on file, whatever was decided, with the newest incomes up to `on`; PopulationRefused for none."""
    if await session.scalar(text("SELECT to_regclass('households')")) is None:
        raise PopulationRefused(_NOTHING)
    found = await session.execute(text(_QUERY), {"on": on})
    names = list(found.keys())
    rows = found.all()
    if not rows:
        raise PopulationRefused(_NOTHING)
    columns = {name: np.array(values) for name, values in zip(names, zip(*rows, strict=True), strict=True)}
    region, category = columns.pop("region"), columns.pop("category")
    return Population(columns, region, category, weights(len(rows)))
