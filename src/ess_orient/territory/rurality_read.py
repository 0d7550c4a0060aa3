"""Recognising INSEE's density grid and the official FRR list, as published, by their columns and values."""

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from pathlib import Path

from ess_orient.territory.rurality_files import Sheet, read_sheets
from ess_orient.territory.rurality_terms import Level, RuralityError, Terms, squeeze

_CODE = re.compile(r"(?:\d{2}|2[AB])\d{3}", re.ASCII)
_HEADER_WITHIN = 40
_REMEDY = "Vérifiez que c'est le fichier communal publié, et non un extrait ou un autre tableau."


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """What a file says of each commune: `values` by INSEE code, `meanings` by value; `kind` is the name of its terms."""

    kind: str
    name: str
    file: str
    vintage: str
    values: dict[str, str]
    meanings: dict[str, Level]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Column:
    """A recognised column of a sheet, and the column of commune codes beside it."""

    sheet: Sheet
    header: int
    code: int
    value: int

    @property
    def title(self) -> str:
        return self.sheet.rows[self.header][self.value]

    def cells(self, column: int | None = None) -> Iterable[tuple[int, str, str]]:
        """Give line number, commune code and cell of the lines that carry a commune code."""
        wanted = self.value if column is None else column
        for number, row in enumerate(self.sheet.rows[self.header + 1 :], start=self.header + 2):
            code = _code_of(row[self.code] if self.code < len(row) else "")
            if code:
                yield number, code, row[wanted] if wanted < len(row) else ""


def read_density(path: Path, terms: Terms, vintage: str | None = None) -> Listing:
    """Read the communal density grid in seven levels, or the typology in six categories (xlsx or csv)."""
    columns = _columns(path, terms)
    if column := next((column for column in columns if _has_levels(column, terms)), None):
        _check_labels(column, terms)
        return _listing("densite", path, column, terms, str, vintage)
    if any(squeeze(column.title) in terms.sure_columns for column in columns):
        raise _no_density(path, columns, terms)
    if column := next((column for column in columns if _all_in(column, terms.level_of_label, squeeze)), None):
        return _listing("densite", path, column, terms, lambda cell: terms.level_of_label[squeeze(cell)], vintage)
    if column := next((column for column in columns if _all_in(column, terms.typology, squeeze)), None):
        return _listing("typologie", path, column, terms, squeeze, vintage)
    raise _no_density(path, columns, terms)


def _has_levels(column: _Column, terms: Terms) -> bool:
    """Tell whether a column holds the seven levels; under the name DENS there may be three, which proves nothing."""
    title = squeeze(column.title)
    if title not in terms.sure_columns | terms.possible_columns:
        return False
    levels = {cell for _, _, cell in column.cells() if cell}
    return bool(levels) and levels <= set(terms.density) and (title in terms.sure_columns or max(levels) > "4")


def _no_density(path: Path, columns: list[_Column], terms: Terms) -> RuralityError:
    by_names = (terms.sure_columns, terms.possible_columns)
    column = next((column for names in by_names for column in columns if squeeze(column.title) in names), None)
    if column is None:
        finding = f"aucune colonne de densité parmi {_titles(columns)}"
        return RuralityError(path.name, finding, "une colonne DENS7 ou DENS", _REMEDY)
    found = ", ".join(sorted({cell[:30] for _, _, cell in column.cells()})[:8]) or "rien"
    return RuralityError(
        f"{column.sheet.place}, colonne « {column.title} »",
        f"valeurs {found}",
        "les niveaux 1 à 7 (la grille à 3 ou 4 niveaux ne suffit pas)",
        "Téléchargez la grille communale de densité à 7 niveaux de l'Insee.",
    )


def read_frr(path: Path, terms: Terms, vintage: str | None = None) -> Listing:
    """Read the list of communes classified « France ruralités revitalisation » (xlsx or csv)."""
    columns = _columns(path, terms)
    named = [column for column in columns if "frr" in squeeze(column.title)]
    for column in named:
        if _all_in(column, terms.frr, squeeze):
            return _listing("frr", path, column, terms, squeeze, vintage)
    expected = "une colonne de classement FRR avec les mots « FRR socle », « FRR+ », « Non classée »…"
    if not named:
        finding = f"aucune colonne FRR parmi {_titles(columns)}"
        if any("zrr" in squeeze(column.title) for column in columns):
            finding += " (c'est le zonage ZRR, remplacé par les FRR le 1er juillet 2024)"
        raise RuralityError(path.name, finding, expected, _REMEDY)
    column = named[0]
    number, cell = next(
        ((number, cell) for number, _, cell in column.cells() if squeeze(cell) not in terms.frr),
        (column.header + 1, ""),
    )
    raise RuralityError(
        f"{column.sheet.place}, ligne {number}, colonne « {column.title} »",
        f"classement « {cell[:60]} » inconnu",
        expected,
        "Des codes chiffrés sans libellé ne se devinent pas : prenez la liste de la direction générale des"
        " collectivités locales.",
    )


def _listing(
    kind: str, path: Path, column: _Column, terms: Terms, key: Callable[[str], str], vintage: str | None
) -> Listing:
    meanings = {"densite": terms.density, "typologie": terms.typology, "frr": terms.frr}[kind]
    values: dict[str, str] = {}
    for number, code, cell in column.cells():
        if not cell:
            continue  # a commune of which the file says nothing stays unknown
        value = key(cell)
        if values.setdefault(code, value) != value:
            place = f"{column.sheet.place}, ligne {number}"
            finding = f"la commune {code} est dite « {meanings[values[code]].label} » puis « {meanings[value].label} »"
            raise RuralityError(place, finding, "un seul classement par commune", _REMEDY)
    return Listing(
        kind=kind,
        name=terms.names[kind],
        file=path.name,
        vintage=vintage or _vintage(path, column),
        values=values,
        meanings=meanings,
    )


def _columns(path: Path, terms: Terms) -> list[_Column]:
    """Return every column of the sheets that have a column of commune codes, wherever their header stands."""
    found = []
    for sheet in read_sheets(path):
        for header, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
            titles = [squeeze(cell) for cell in row]
            code = next((place for place, title in enumerate(titles) if title in terms.code_columns), None)
            if code is not None:
                columns = [
                    _Column(sheet=sheet, header=header, code=code, value=place)
                    for place, title in enumerate(titles)
                    if title and place != code
                ]
                found += [column for column in columns if next(iter(column.cells()), None)]
                break
    if not found:
        raise RuralityError(
            path.name, "aucun tableau de communes", "une colonne de codes INSEE (CODGEO, Code_insee…)", _REMEDY
        )
    return found


def _all_in(column: _Column, meanings: Container[str], key: Callable[[str], str]) -> bool:
    cells = {cell for _, _, cell in column.cells() if cell}
    return bool(cells) and all(key(cell) in meanings for cell in cells)


def _check_labels(column: _Column, terms: Terms) -> None:
    """Refuse a file whose own words for a level are not those known here: the levels would then mean something else."""
    wanted = "libdens7" if squeeze(column.title) == "dens7" else None
    titles = [squeeze(cell) for cell in column.sheet.rows[column.header]]
    places = [
        place for place, title in enumerate(titles) if title == wanted or (not wanted and title in terms.label_columns)
    ]
    for place in places[:1]:
        known = {level.label: number for number, level in terms.density.items()}
        for (number, code, level), (_, _, label) in zip(column.cells(), column.cells(place), strict=True):
            if level and label and known.get(label) != level and terms.level_of_label.get(squeeze(label)) != level:
                raise RuralityError(
                    f"{column.sheet.place}, ligne {number}",
                    f"la commune {code} est au niveau {level}, dit « {label[:60]} »",
                    f"« {terms.density[level].label} »",
                    "L'Insee a pu changer sa grille : mettez à jour data/rurality.yaml avant de lire ce fichier.",
                )


def _code_of(cell: str) -> str | None:
    code = cell.upper()
    if code.isdecimal() and code.isascii():
        code = code.zfill(5)  # a spreadsheet drops the first zero of 01001
    return code if _CODE.fullmatch(code) else None


def _titles(columns: list[_Column]) -> str:
    titles = list(dict.fromkeys(column.title for column in columns))
    return ", ".join(f"« {title[:40]} »" for title in titles[:12])


def _vintage(path: Path, column: _Column) -> str:
    """Return the vintage that the column's title, the lines above it or the file's name tell."""
    above = " ".join(cell for row in column.sheet.rows[: column.header] for cell in row)
    for pattern, text in (
        (r"\bau (\d{1,2}(?:er)? \w+ 20\d\d)", column.title),
        (r"[Gg]rille.{0,80}?(20\d\d)", above),
        (r"(20\d\d)(?!.*20\d\d)", path.stem),
        (r"\b(?:au|en) ((?:\d{1,2}(?:er)? \w+ |\d\d/\d\d/)?20\d\d)", above),
    ):
        if match := re.search(pattern, text):
            return match[1]
    raise RuralityError(
        path.name,
        "aucun millésime dans le fichier ni dans son nom",
        "une année",
        "Indiquez-le avec l'option --millesime.",
    )
