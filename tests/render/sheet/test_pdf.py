"""The PDF: tagged, fonts within, on two pages for the person, with the same content as the page."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ess_orient.engine.answers import AnswerReader
from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.orient import Orienter
from ess_orient.model.sheet import OrientationSheet, SheetReader
from ess_orient.paths import data_folder
from ess_orient.render.labels import Labels
from ess_orient.render.sheet import as_pdf, build_sheet
from ess_orient.render.sheet.pdf import PAGES, drawable, pages
from ess_orient.rulebase.load import EMBEDDED, Layer, load
from tests.cli.ask.small import TODAY
from tests.render.sheet.sheets import BOTH, WORDS, approved, case, sheet

pytest.importorskip("typst", reason="typst n'est pas installé : le PDF n'est pas éprouvé")
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler) n'est pas installé : le texte du PDF n'est pas lu"
)


def read(made: bytes, tmp_path: Path, *command: str) -> str:
    path = tmp_path / "fiche.pdf"
    path.write_bytes(made)
    arguments = [part if part != "FICHE" else str(path) for part in command]
    return subprocess.run(arguments, capture_output=True, check=True, timeout=60).stdout.decode()


def words(made: OrientationSheet, tmp_path: Path) -> str:
    """The text, its lines joined: where they break is for the layout to say."""
    return " ".join(read(as_pdf(made), tmp_path, "pdftotext", "-raw", "FICHE", "-").split())


@needs_poppler
@pytest.mark.parametrize(("name", "reader"), BOTH)
def test_text(name: str, reader: SheetReader, tmp_path: Path) -> None:
    text = words(sheet(name, reader, case=case("Une note.")), tmp_path)
    approved(f"{name}-{reader}.pdf.txt", re.sub(r" (?=\d+\. |\[\d+\] )", "\n", text) + "\n")


@needs_poppler
def test_it_holds_what_the_sheet_holds(tmp_path: Path) -> None:
    made = sheet("commerce", SheetReader.ADVISER, case=case("Une note."))
    text = "".join(words(made, tmp_path).split())
    for part in (*(item.name for section in made.sections for group in section.groups for item in group.items),
                 *(fact.text for fact in made.glossary), *made.to_check, made.notes[0].paragraphs[0]):  # fmt: skip
        assert "".join(part.split()) in text, part


@pytest.mark.parametrize("name", ["commerce", "rien"])
def test_the_person_gets_one_page_or_two(name: str) -> None:
    assert 1 <= pages(as_pdf(sheet(name, words="mot " * 5000))) <= PAGES


def test_people_of_the_embedded_base_get_two_pages_at_most() -> None:
    loaded = load([Layer(EMBEDDED, data_folder())])
    base, reader = loaded.base, AnswerReader(loaded.base)
    orienter = Orienter(CompiledBase(base, TODAY), loaded.identity)
    for example in base.examples[::12]:
        profile, _ = reader.read(dict(example.when), "")
        made = build_sheet(orienter.orient(profile), base, Labels.of(base), today=TODAY, description=WORDS)
        assert pages(as_pdf(made)) <= PAGES, example.name


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo (poppler) n'est pas installé")
def test_it_is_tagged_titled_in_french_and_holds_its_fonts(tmp_path: Path) -> None:
    made = as_pdf(sheet("commerce"))
    told = read(made, tmp_path, "pdfinfo", "FICHE")
    assert re.search(r"Tagged: +yes", told)
    assert "Votre fiche d’orientation" in told
    assert re.search(rf"Pages: +{pages(made)}\b", told)
    assert b"pdfuaid:part" in made and b"(fr-FR)" in made
    fonts = read(made, tmp_path, "pdffonts", "FICHE").splitlines()[2:]
    assert fonts and all(font.split()[-5] == "yes" for font in fonts)


def test_same_bytes() -> None:
    assert as_pdf(sheet("commune")) == as_pdf(sheet("commune"))


def test_what_fonts_cannot_draw_is_an_empty_box() -> None:
    text = drawable("Œuvre à 5 € 😀 中 שלום e\u0301 →")
    assert text == "Œuvre à 5 € □ □ □□□□ é →"
    assert as_pdf(sheet("rien", words=text + " 😀 中文 שלום ܀ \u0600 ᠠ"))
