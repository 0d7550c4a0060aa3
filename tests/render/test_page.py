"""Pages compared whole with what was approved; safe whatever the texts hold; the same facts in every form."""

from __future__ import annotations

import json
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import Orientation
from ess_orient.model.profile import DONT_KNOW, Profile
from ess_orient.render.json import as_json
from ess_orient.render.labels import Labels
from ess_orient.render.lines import Line, Role
from ess_orient.render.markdown import as_markdown, escaped
from ess_orient.render.page import page
from ess_orient.render.text import as_text
from ess_orient.render.typography import cells, french_date, typeset, wrapped
from tests.cli.ask.small import small_base, small_orienter

GOLDEN = Path(__file__).parent / "attendu"
PROFILES = {
    "commerce": {
        AnswerKey.AUDIENCE: ("porteur",), AnswerKey.STAGE: ("creation",), AnswerKey.SECTORS: ("commerce",),
        AnswerKey.NEEDS: ("financement",), AnswerKey.DEPARTMENT: ("19",), AnswerKey.SITUATION: (),
    },
    "commune": {AnswerKey.AUDIENCE: ("collectivite",), AnswerKey.NEEDS: ("contractualisation",), AnswerKey.DEPARTMENT: ("29",)},
    "rien": {AnswerKey.AUDIENCE: (DONT_KNOW,), AnswerKey.SITUATION: (DONT_KNOW,)},
}  # fmt: skip
CASES = [("commerce", width, False) for width in (40, 80, 120)] + [
    ("commerce", 80, True),
    ("commune", 80, False),
    ("rien", 80, False),
]


def orientation(name: str) -> Orientation:
    return small_orienter().orient(Profile(PROFILES[name]))


def lines(name: str, full: bool = False) -> tuple[Line, ...]:
    return page(orientation(name), Labels.of(small_base()), full)


def approved(name: str, text: str) -> None:
    """Compare with the approved file; APPROUVER=1 writes it anew."""
    path = GOLDEN / name
    if os.environ.get("APPROUVER"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    assert path.read_text() == text, f"{path.name} differs; look at it, then run again with APPROUVER=1"


@pytest.mark.parametrize(("name", "width", "full"), CASES)
def test_text(name: str, width: int, full: bool) -> None:
    text = as_text(lines(name, full), width)
    approved(f"{name}-{width}{'-tout' if full else ''}.txt", text)
    assert all(cells(row) <= width for row in text.splitlines() if "://" not in row)


def test_plain_text_draws_nothing() -> None:
    text = as_text(lines("commerce"), 80, ruled=False)
    approved("commerce-simple.txt", text)
    assert not set(text) & set("─│═•●=")


@pytest.mark.parametrize(("name", "full"), [("commerce", False), ("commerce", True), ("rien", False)])
def test_markdown(name: str, full: bool) -> None:
    approved(f"{name}{'-tout' if full else ''}.md", as_markdown(lines(name, full)))


def test_json_is_the_contract() -> None:
    text = as_json(orientation("commerce"))
    approved("commerce.json", text)
    found = json.loads(text)
    assert list(found)[:3] == ["format", "base", "reponses"]
    assert list(found["acteurs"]) == ["informer", "financer", "accompagner"]
    assert msgspec.json.decode(text, type=Orientation) == orientation("commerce")


def test_every_result_has_its_reason_and_source() -> None:
    text = as_text(lines("commerce", full=True), 80)
    for entry in (*orientation("commerce").actors.finance, *orientation("commerce").schemes):
        block = text[text.index(entry.name) :]
        assert "Pourquoi" in block
        assert "Source" in block


def test_a_reason_that_waits_for_an_answer_is_not_told_as_true() -> None:
    text = as_text(lines("rien", full=True), 80).replace("\n   ", " ")
    told = text[text.index("Jeunes ruraux") :]
    assert "Pourquoi, si c'est votre cas\u00a0: Vous avez moins de 30 ans." in told
    assert "la situation (vous ne savez pas encore)" in told
    assert "Pourquoi\u00a0: Vous avez moins de 30 ans." not in text


def test_old_knowledge_is_never_shown_as_of_today() -> None:
    text = as_text(lines("commerce"), 80).replace("\n   ", " ")
    assert "guide de septembre 2020" in text
    assert "non revérifié depuis" in text
    assert "vérifié le 02/11/2026" in text


HOSTILE = st.text(
    st.sampled_from("ab é<>&*_`[]()#-+.!|\\~=:/\"'\n\t\r\x1b\x00\u202e\u20281w@{}$") | st.characters(codec="utf-8"),
    max_size=60,
)


@given(HOSTILE)
def test_markdown_shows_any_text_as_text(text: str) -> None:
    html = MarkdownIt("commonmark").render(as_markdown([Line(Role.PARAGRAPH, text), Line(Role.FACT, text, label=text)]))
    shown = typeset(text)
    assert "<script" not in html
    for tag in ("<a ", "<img", "<h1", "<code", "<ol", "<hr", "<blockquote", "<em"):
        assert tag not in html or tag in ("<a ",), html
    if shown and "://" not in shown:
        plain = MarkdownIt("commonmark").renderInline(escaped(text))
        assert _text_of(plain) == shown


def _text_of(html: str) -> str:
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        html = html.replace(entity, char)
    return html


@given(HOSTILE, st.integers(min_value=30, max_value=120))
def test_text_holds_no_control_character(text: str, width: int) -> None:
    shown = as_text([Line(role, text, label=text, mark="1.", tag=text) for role in Role], width)
    assert all(char == "\n" or char.isprintable() or char in "\u00a0\u202f" for char in shown)


@given(st.text(st.sampled_from("ab cé漢 "), max_size=80), st.integers(min_value=5, max_value=40))
def test_wrapping_keeps_every_word(text: str, width: int) -> None:
    rows = list(wrapped(text, width))
    assert " ".join(rows).split() == text.split()
    assert all(cells(row) <= width or " " not in row for row in rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Quoi ? Non : « oui » ; fin !", "Quoi\u00a0? Non\u00a0: «\u00a0oui\u00a0»\u00a0; fin\u00a0!"), ("https://a.example", "https://a.example"), ("a\x1b[31mb", "a\ufffd[31mb"), ("a\nb", "a b")],
)  # fmt: skip
def test_typography(text: str, expected: str) -> None:
    assert typeset(text) == expected


@pytest.mark.parametrize(
    ("written", "read"),
    [("2020-09-01", "1er septembre 2020"), ("2024-07", "juillet 2024"), ("2024", "2024"), ("2024-13", "2024-13"), ("hier", "hier"), ("", "")],
)  # fmt: skip
def test_dates(written: str, read: str) -> None:
    assert french_date(written) == read
