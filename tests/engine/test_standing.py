from __future__ import annotations

import pytest

from ess_orient.engine.standing import has_ended, months_before, standings
from ess_orient.model.base import Base
from ess_orient.model.door import Confidence, Update
from ess_orient.model.entries import Scheme, Status
from ess_orient.model.source import Source
from tests.engine.bases import SETTINGS

GUIDE = Source(document="guide-2020", section="…")


def scheme(**more: object) -> Scheme:
    facts = {"id": "appel", "name": "Appel", "text": "…", "source": GUIDE, "checked_on": "2020-09-01"}
    return Scheme(**{**facts, **more})  # type: ignore[arg-type]


def update(status: Status, **more: object) -> Update:
    facts = {
        "entry": "appel", "status": status, "note": "…", "checked_on": "2026-11-23", "confidence": Confidence.HIGH,
    }  # fmt: skip
    return Update(**{**facts, **more})  # type: ignore[arg-type]


def on(day: str, entry: Scheme, *updates: Update) -> object:
    return standings(Base(settings=SETTINGS, schemes=(entry,), updates=updates), day)["appel"]


@pytest.mark.parametrize(
    ("today", "months", "expected"),
    [
        ("2026-11-23", 18, "2025-05-23"), ("2026-01-31", 1, "2025-12-28"), ("2024-03-31", 1, "2024-02-28"),
        ("2026-11-23", 0, "2026-11-23"), ("2026-01-01", 12, "2025-01-01"),
    ],
)  # fmt: skip
def test_months_before(today: str, months: int, expected: str) -> None:
    assert months_before(today, months) == expected


@pytest.mark.parametrize(
    ("ended_on", "today", "over"),
    [
        (None, "2026-01-01", False), ("2022", "2022-12-31", False), ("2022", "2023-01-01", True),
        ("2024-10", "2024-10-31", False), ("2024-10", "2024-11-01", True), ("2024-03-08", "2024-03-08", False),
        ("2024-03-08", "2024-03-09", True),
    ],
)  # fmt: skip
def test_has_ended(ended_on: str | None, today: str, over: bool) -> None:
    assert has_ended(ended_on, today) is over


@pytest.mark.parametrize("status", [Status.ENDED, Status.REPLACED])
@pytest.mark.parametrize("since", ["2024", "2024-10", "2024-10-15"])
def test_what_is_over_is_open_before_and_closed_from_the_day_on(status: Status, since: str) -> None:
    change = update(status, since=since, successor="suite")
    first = {4: "2024-01-01", 7: "2024-10-01", 10: "2024-10-15"}[len(since)]
    before, after = on("2023-12-31", scheme(), change), on(first, scheme(), change)
    assert before.open and before.status is Status.ACTIVE and before.successor is None  # type: ignore[attr-defined]
    assert not after.open and after.status is status and after.successor == "suite"  # type: ignore[attr-defined]


def test_a_renamed_entry_shows_its_new_name_with_the_former_one() -> None:
    change = update(Status.RENAMED, since="2023-01-01", new_name="Appel nouveau", site="https://nouveau.fr")
    before, after = on("2022-12-31", scheme(), change), on("2023-01-01", scheme(), change)
    assert (before.name, before.former_name, before.site) == ("Appel", None, None)  # type: ignore[attr-defined]
    assert (after.name, after.former_name) == ("Appel nouveau", "Appel")  # type: ignore[attr-defined]
    assert after.open and after.site == "https://nouveau.fr"  # type: ignore[attr-defined]


def test_a_date_of_end_closes_without_any_follow_up() -> None:
    assert on("2022-12-31", scheme(ended_on="2022")).open  # type: ignore[attr-defined]
    assert not on("2023-01-01", scheme(ended_on="2022")).open  # type: ignore[attr-defined]


def test_a_date_of_end_wins_over_a_follow_up_that_says_it_is_active() -> None:
    assert not on("2027-01-01", scheme(ended_on="2026-12-31"), update(Status.ACTIVE)).open  # type: ignore[attr-defined]


def test_what_was_never_checked_again_is_stale_and_a_check_freshens_it() -> None:
    never, checked = on("2026-11-23", scheme()), on("2026-11-23", scheme(), update(Status.ACTIVE))
    assert never.stale and never.checked_on == "2020-09-01"  # type: ignore[attr-defined]
    assert not checked.stale and checked.checked_on == "2026-11-23"  # type: ignore[attr-defined]
    assert on("2028-05-24", scheme(), update(Status.ACTIVE)).stale  # type: ignore[attr-defined]
    assert not on("2028-05-23", scheme(), update(Status.ACTIVE)).stale  # type: ignore[attr-defined]
