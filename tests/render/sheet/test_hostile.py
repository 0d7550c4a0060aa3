"""Whatever a name, a description or a note holds, it is shown as text: in no form does it become markup."""

from __future__ import annotations

import importlib.util

import html5lib
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile
from ess_orient.model.sheet import OrientationSheet, SheetReader
from ess_orient.render.labels import Labels
from ess_orient.render.sheet import as_html, as_markdown, as_pdf, build_sheet
from tests.cli.ask.small import TODAY, small_base, small_orienter
from tests.render.sheet.sheets import PROFILES, case, sheet

HOSTILE = (
    "<script>alert(1)</script>",
    "</style></title><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% include '/etc/passwd' %}",
    '#include "/etc/passwd" #eval("1") $ x $ *gras* _i_ @cle <etiquette> \\',
    '"); panic("',
    "\x1b[31mrouge\x1b]0;titre\x07",
    "\u202eà l'envers\u202c \u2066x\u2069 \u200f",
    "../../x",
    "[lien](javascript:alert(1)) ![i](http://x) <http://x> # titre",
    "\x00\ud800\uffff",
    "&lt;b&gt; &amp; &#60;",
    "😀 中文 שלום",
)
PLAIN = as_html(sheet("commerce", SheetReader.ADVISER, words="mot", case=case("mot", "mot")))
HAS_TYPST = importlib.util.find_spec("typst") is not None


def everywhere(text: str) -> OrientationSheet:
    """A sheet with the text as description, note, name of the case, and as every text of an actor, links included."""
    found = small_orienter().orient(Profile(PROFILES["commerce"]))
    actor = msgspec.structs.replace(
        found.actors.inform[0], name=text, text=text, site=text, note=text, territory=text, acronym=text, door=None
    )
    actors = msgspec.structs.replace(found.actors, inform=(actor, *found.actors.inform[1:]))
    base = small_base()
    return build_sheet(
        msgspec.structs.replace(found, actors=actors), base, Labels.of(base), today=TODAY,
        reader=SheetReader.ADVISER, description=text, case=case(text, text),
    )  # fmt: skip


def tags(made: str) -> set[str]:
    """The elements of a page; whatever is followed leads to the web or within the page."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(made)
    assert all(element.get("href", "#").startswith(("http://", "https://", "#")) for element in tree.iter())
    return {str(element.tag) for element in tree.iter()}


@pytest.mark.parametrize("text", HOSTILE)
def test_html(text: str) -> None:
    made = as_html(everywhere(text))
    assert tags(made) <= tags(PLAIN)
    assert not set(made) & set("\x1b\x00\x07\u202e\u2066\u200f")


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(as_markdown(everywhere(text)))
    inner = [child for token in tokens for child in token.children or ()]
    assert not [
        token for token in (*tokens, *inner) if token.type in ("html_block", "html_inline", "image", "code_block")
    ]
    links = [child.attrs["href"] for child in inner if child.type == "link_open"]
    assert all(str(address).startswith(("http://", "https://")) for address in links)


@pytest.mark.skipif(not HAS_TYPST, reason="typst n'est pas installé")
@pytest.mark.parametrize("text", HOSTILE)
def test_pdf(text: str) -> None:
    assert as_pdf(everywhere(text)).startswith(b"%PDF")


@settings(max_examples=15, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text(text: str) -> None:
    made = everywhere(text)
    assert tags(as_html(made)) <= tags(PLAIN)
    assert as_markdown(made)
    if HAS_TYPST:
        assert as_pdf(made)


def test_a_million_characters() -> None:
    text = "épicerie <b> " * 80_000
    made = sheet("rien", SheetReader.ADVISER, words=text, case=case(text))
    assert len(as_html(made)) > 2_000_000
    assert len(as_markdown(made)) > 2_000_000
    if HAS_TYPST:
        assert as_pdf(made)


def test_no_answer_is_markup_either() -> None:
    base = small_base()
    labels = Labels.of(base, {"19272": "<b>Tulle</b>"})
    found = small_orienter().orient(Profile({AnswerKey.MUNICIPALITY: ("19272",)}))
    assert "<b>" not in as_html(build_sheet(found, base, labels, today=TODAY))
