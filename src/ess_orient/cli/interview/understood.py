"""What the project's own words seem to answer; nothing where comprehension is not to be had."""

from __future__ import annotations

from ess_orient.cli.interview.page import Suggestion
from ess_orient.cli.interview.session import Session
from ess_orient.model.condition import AnswerKey


def suggestions(_session: Session) -> dict[AnswerKey, Suggestion]:
    """Answers to confirm, for the questions that have none."""
    return {}
