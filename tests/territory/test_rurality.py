"""Reading, keeping and asking what official files say of rurality."""

import stat
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ess_orient.territory.rurality import Rurality, RuralityError, Terms, keep, load_terms, read_density, read_frr

openpyxl = pytest.importorskip("openpyxl")

TODAY = date(2026, 11, 23)
Rows = list[list[object]]
GRID: Rows = [
    ["Grille de densité 2025 — maille communale"],
    ["Géographie au 01/01/2024"],
    [],
    [],
    ["CODGEO", "LIBGEO", "DENS", "LIBDENS", "PMUN22", "DENS_AAV", "DENS7", "LIBDENS7"],
    ["56006", "Augan", 3, "Rural", 1569, 4, 6, "Rural à habitat dispersé"],
    ["01001", "L'Abergement-Clémenciat", 3, "Rural", 860, 4, 7, "Rural à habitat très dispersé"],
    ["2A004", "Ajaccio", 2, "Urbain intermédiaire", 70000, 2, 2, "Centres urbains intermédiaires"],
    ["Source : Insee"],
]
OLD_GRID: Rows = [
    ["Code commune", "Libellé", "DENS", "LIBDENS"],
    ["56006", "Augan", 6, "Rural à habitat dispersé"],
    ["1001", "L'Abergement-Clémenciat", 7.0, "Rural à habitat très dispersé"],
]
FRR: Rows = [
    ["Code_insee", "Departement", "Commune", "Classement FRR et FRR+ au 10 juillet 2025"],
    ["56006", "56", "Augan", "FRR socle"],
    ["23096", "23", "Guéret", "FRR+"],
    ["61063", "61", "Briouze", "FRR bénéficiaire"],
    ["97415", "974", "Saint-Paul", "Classée FRR partiellement"],
    ["75056", "75", "Paris", "Non classée"],
    ["13055", "13", "Marseille", ""],
]


@pytest.fixture(scope="module")
def terms(data: Path) -> Terms:
    """The words of the files, as the project knows them."""
    return load_terms(data / "rurality.yaml")


def workbook(path: Path, rows: Rows) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Documentation"])
    sheet = book.create_sheet("Maille communale")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def table(path: Path, rows: Rows, separator: str = ";", encoding: str = "utf-8") -> Path:
    lines = [separator.join(f'"{cell}"' for cell in row) for row in rows]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def test_the_grid_is_read_as_published(tmp_path: Path, terms: Terms) -> None:
    listing = read_density(workbook(tmp_path / "fichier_diffusion.xlsx", GRID), terms)
    assert listing.values == {"56006": "6", "01001": "7", "2A004": "2"}
    assert listing.vintage == "2025"


def test_an_older_grid_is_read_by_its_values_and_its_file_name(tmp_path: Path, terms: Terms) -> None:
    listing = read_density(workbook(tmp_path / "grille_densite_7_niveaux_2024.xlsx", OLD_GRID), terms)
    assert listing.values == {"56006": "6", "01001": "7"}
    assert listing.vintage == "2024"


def test_a_grid_of_labels_alone_is_read(tmp_path: Path, terms: Terms) -> None:
    rows: Rows = [["Code commune", "Libellé degré densité"], ["56006", "Rural à habitat dispersé"]]
    assert read_density(workbook(tmp_path / "detail_2022.xlsx", rows), terms).values == {"56006": "6"}


def test_the_typology_is_read(tmp_path: Path, terms: Terms) -> None:
    rows: Rows = [
        ["Code commune INSEE", "Typologie"],
        ["56006", "Rural autonome très peu dense"],
        ["75056", "urbain dense"],
    ]
    listing = read_density(table(tmp_path / "typologie_2021.csv", rows), terms)
    assert (listing.kind, listing.meanings[listing.values["56006"]].label) == (
        "typologie",
        "rural autonome très peu dense",
    )


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_list_is_read_whatever_its_encoding(tmp_path: Path, terms: Terms, separator: str, encoding: str) -> None:
    listing = read_frr(table(tmp_path / "liste.csv", FRR, separator, encoding), terms)
    assert listing.vintage == "10 juillet 2025"
    said = {code: listing.meanings[value].label for code, value in listing.values.items()}
    assert said == {
        "56006": "FRR",
        "23096": "FRR+",
        "61063": "ancienne ZRR maintenue",
        "97415": "FRR",
        "75056": "non classée",
    }


def test_what_is_kept_is_said_with_its_source(tmp_path: Path, terms: Terms) -> None:
    folder = tmp_path / "données" / "ess"
    assert Rurality.open(folder).of("56006") is None
    path = keep(folder, [read_density(workbook(tmp_path / "grille.xlsx", GRID), terms)], TODAY)
    keep(folder, [read_frr(table(tmp_path / "frr.csv", FRR), terms)], TODAY)
    rurality = Rurality.open(folder)
    record = rurality.of("56006")
    assert record is not None
    assert record.density is not None
    assert record.frr is not None
    assert (record.density.value, record.density.label, record.density.rural) == ("6", "Rural à habitat dispersé", True)
    assert record.density.source.vintage == "2025"
    assert record.density.source.imported_on == "2026-11-23"
    assert (record.frr.label, record.frr.source.file) == ("FRR", "frr.csv")
    assert record.typology is None
    partly = rurality.of("97415")
    assert partly is not None
    assert partly.frr is not None
    assert partly.frr.partial
    assert partly.density is None
    assert rurality.of("13055") is None  # in the list, without a classification
    assert rurality.of("99999") is None
    assert rurality.of("\ud800") is None
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [each.name for each in folder.iterdir()] == [path.name]
    rurality.close()


def test_a_new_file_takes_the_place_of_the_former_one_of_its_kind(tmp_path: Path, terms: Terms) -> None:
    keep(tmp_path, [read_density(workbook(tmp_path / "a.xlsx", GRID), terms)], TODAY)
    keep(tmp_path, [read_density(workbook(tmp_path / "b.xlsx", OLD_GRID), terms, "2024")], TODAY)
    rurality = Rurality.open(tmp_path)
    assert rurality.sources["densite"].vintage == "2024"
    assert rurality.of("2A004") is None
    rurality.close()


def changed(rows: Rows, line: int, column: int, value: object) -> Rows:
    return [[value if (i, j) == (line, column) else cell for j, cell in enumerate(row)] for i, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["CODGEO", "DENS"], ["56006", 3], ["75056", 1]], "la grille à 3 ou 4 niveaux ne suffit pas"),
        ([["CODGEO", "LIBGEO"], ["56006", "Augan"]], "aucune colonne de densité"),
        ([["Nom", "Valeur"], ["Augan", 3]], "aucun tableau de communes"),
        ([["CODGEO", "DENS7"], ["Augan", 3]], "aucun tableau de communes"),
        (changed(GRID, 5, 6, 9), "les niveaux 1 à 7"),
        (changed(GRID, 5, 7, "Bourgs ruraux"), "ligne 6 : la commune 56006 est au niveau 6"),
        (changed(GRID, 6, 0, "56006"), "ligne 7 : la commune 56006 est dite"),
        (changed(changed(GRID, 0, 0, ""), 1, 0, ""), "aucun millésime"),
    ],
)
def test_a_grid_that_is_none_is_refused(tmp_path: Path, terms: Terms, rows: Rows, words: str) -> None:
    with pytest.raises(RuralityError, match=words):
        read_density(workbook(tmp_path / "grille.xlsx", rows), terms)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["codgeo", "libgeo", "codefrr"], ["01080", "Champdor", "4"]], "classement « 4 » inconnu"),
        ([["CODGEO", "ZRR_SIMP"], ["56006", "C - Classée en ZRR"]], "zonage ZRR, remplacé"),
        (changed(FRR, 2, 3, "FRR++"), "ligne 3.*« FRR\\+\\+ » inconnu"),
        ([["CODGEO", "nom"], ["56006", "Augan"]], "aucune colonne FRR"),
    ],
)
def test_a_list_that_is_none_is_refused(tmp_path: Path, terms: Terms, rows: Rows, words: str) -> None:
    with pytest.raises(RuralityError, match=words):
        read_frr(table(tmp_path / "liste_2025.csv", rows), terms)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "fichier vide"),
        (b"\x00\x01\x02" * 50, "n'est pas du texte"),
        (b"PK\x03\x04 nothing of the sort", "endommag"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "ancien format xls"),
        (b"<html><body>Page introuvable</body></html>", "aucun tableau de communes"),
        (b'CODGEO;DENS7\n"' + b"x" * 200_000, "csv illisible"),
    ],
)
def test_a_broken_file_is_said_in_words(tmp_path: Path, terms: Terms, content: bytes, words: str) -> None:
    path = tmp_path / "fichier.xlsx"
    path.write_bytes(content)
    with pytest.raises(RuralityError, match=words):
        read_density(path, terms)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path, terms: Terms) -> None:
    for path in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(RuralityError, match="illisible"):
            read_frr(path, terms)


def test_a_workbook_that_would_unpack_to_too_much_is_not_unpacked(tmp_path: Path, terms: Terms) -> None:
    path = tmp_path / "bombe.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 130_000_000)
    with pytest.raises(RuralityError, match="se déplie en"):
        read_density(path, terms)


def test_an_archive_to_unpack_first_is_said(tmp_path: Path, terms: Terms) -> None:
    path = tmp_path / "grille.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("grille.csv", "CODGEO;DENS7")
    with pytest.raises(RuralityError, match="décompressez-la"):
        read_density(path, terms)


def test_a_cell_written_far_away_does_not_fill_the_memory(tmp_path: Path, terms: Terms) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["XFD1048576"] = "loin"
    path = tmp_path / "loin.xlsx"
    book.save(path)
    with pytest.raises(RuralityError, match=r"lignes|aucun tableau"):
        read_density(path, terms)


def test_entities_that_grow_are_refused(tmp_path: Path, terms: Terms) -> None:
    path = workbook(tmp_path / "rires.xlsx", GRID)
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    swollen = tmp_path / "rires2.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(swollen, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name.startswith("xl/worksheets/"):
                content = f'<!DOCTYPE worksheet [<!ENTITY l0 "lol">{entities}]>' + content.replace("Augan", "&l9;")
            new.writestr(name, content)
    with pytest.raises(RuralityError, match="aucun tableur n'écrit"):
        read_density(swollen, terms)


@given(place=st.integers(0, 10_000), junk=st.binary(min_size=1, max_size=20))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_workbook_never_breaks_the_tool(tmp_path: Path, terms: Terms, place: int, junk: bytes) -> None:
    content = bytearray(workbook(tmp_path / "ok.xlsx", GRID).read_bytes())
    place %= len(content)
    content[place : place + len(junk)] = junk
    path = tmp_path / "abime.xlsx"
    path.write_bytes(content)
    try:
        listing = read_density(path, terms)
    except RuralityError:
        return
    assert listing.values


def test_damaged_kept_data_is_said_and_can_be_written_anew(tmp_path: Path, terms: Terms) -> None:
    listing = read_frr(table(tmp_path / "frr.csv", FRR), terms)
    path = keep(tmp_path, [listing], TODAY)
    path.write_bytes(b"nothing of the sort" * 100)
    with pytest.raises(RuralityError, match="territoire actualiser"):
        Rurality.open(tmp_path)
    keep(tmp_path, [listing], TODAY)
    assert Rurality.open(tmp_path).of("23096") is not None


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, terms: Terms) -> None:
    listing = read_frr(table(tmp_path / "frr.csv", FRR), terms)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(RuralityError, match="écriture impossible"):
        keep(tmp_path / "file" / "folder", [listing], TODAY)
