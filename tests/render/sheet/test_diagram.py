"""The drawing: every word in its box, contrasts of AA, valid, and small enough for a telephone."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from ess_orient.model.sheet import Branch, Path
from ess_orient.render.sheet import diagram
from ess_orient.render.sheet.typeset import french

LONG = Path(
    project="Alimentation et agriculture durables – On consolide",
    branches=(Branch(lever="Encourager les coopérations favorables au développement de l’ESS", door="Réseau des " * 9),
              Branch(lever="x" * 80, door="")),
    sentence="",
)  # fmt: skip


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_every_box() -> None:
    drawn = diagram.svg(LONG, "sans-serif")
    boxes = re.findall(r'<rect [^>]*fill="(#\w+)"[^>]*/><text [^>]*fill="(#\w+)"', drawn)
    assert len(boxes) == 4
    assert all(contrast(fill, ink) >= 4.5 for fill, ink in boxes)


def test_words_stay_in_their_boxes() -> None:
    root = ElementTree.fromstring(diagram.svg(LONG, "sans-serif"))
    space = "{http://www.w3.org/2000/svg}"
    for box, text in zip(root.iter(f"{space}rect"), root.iter(f"{space}text"), strict=True):
        top, height, width = (float(box.get(name, "0")) for name in ("y", "height", "width"))
        for row in text.iter(f"{space}tspan"):
            assert top < float(row.get("y", "0")) < top + height
            assert len(row.text or "") * 6.6 <= width


@given(st.text(), st.text())
def test_any_words_make_a_valid_drawing(lever: str, door: str) -> None:
    path = Path(project=french(door), branches=(Branch(lever=french(lever), door=french(door)),), sentence="")
    ElementTree.fromstring(diagram.svg(path, "a 'b' & \"c\""))


def test_it_is_hidden_from_those_who_hear_the_sentence() -> None:
    assert 'aria-hidden="true"' in diagram.svg(LONG, "sans-serif")
