"""Build data/places.sqlite and data/territories.yaml from the npm package @etalab/decoupage-administratif.

    npm pack @etalab/decoupage-administratif && tar xzf etalab-decoupage-administratif-*.tgz
    python tools/build_places.py package

The same package and the same data/natural_areas.yaml give the same bytes.
"""

import json
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ess_orient.territory.fold import fold, name_key, without_article  # noqa: E402
from ess_orient.territory.store import FORMAT, RANKS  # noqa: E402

Rows = list[dict[str, Any]]

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE region (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE department (code TEXT PRIMARY KEY, name TEXT NOT NULL, region TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE epci (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, type TEXT NOT NULL,
    departments TEXT NOT NULL);
CREATE TABLE municipality (code TEXT PRIMARY KEY, name TEXT NOT NULL, epci INTEGER, population INTEGER,
    postcodes TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE postcode (postcode TEXT, municipality TEXT, PRIMARY KEY (postcode, municipality)) WITHOUT ROWID;
CREATE TABLE part (code TEXT, kind INTEGER, name TEXT NOT NULL, parent TEXT NOT NULL, postcode TEXT,
    PRIMARY KEY (code, kind)) WITHOUT ROWID;
CREATE TABLE former_code (code TEXT PRIMARY KEY, municipality TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE collectivity (code TEXT PRIMARY KEY, name TEXT NOT NULL, advice TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE collectivity_code (code TEXT PRIMARY KEY, collectivity TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE area (id TEXT PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, departments TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE name (kind INTEGER, key TEXT, code TEXT, PRIMARY KEY (kind, key, code)) WITHOUT ROWID;
"""

# No row of the package says what to do there; the sentence stays general, for what is not known is not promised.
ADVICE = (
    "{name} ({code}) est une collectivité d'outre-mer, hors des 101 départements : les acteurs régionaux de cette base"
    " ne la couvrent pas. Si votre projet se déroule aussi dans un département, indiquez-le ; sinon, continuez sans"
    " territoire pour ne voir que les acteurs nationaux, et adressez-vous à la collectivité et aux services de l'État"
    " sur place."
)

EPCI_WORDS = {
    "CC": "communauté de communes",
    "CA": "communauté d'agglomération",
    "CU": "communauté urbaine",
    "METRO": "métropole",
    "MET69": "métropole",
}

# Short names that people use for the collectivities, beside the official ones.
SHORT_NAMES = {
    "977": ("Saint-Barth",),
    "984": ("TAAF", "Kerguelen"),
    "986": ("Wallis", "Futuna"),
    "987": ("Polynésie", "Tahiti"),
}

YAML_HEAD = """# Fichier produit par tools/build_places.py : ne pas le modifier à la main.
# Listes officielles des régions et départements ({geography}), d'après {package} {version}.
# Données sous Licence Ouverte, du {date}.
"""


def main(arguments: list[str]) -> int:
    """Build both files from the unpacked package named on the command line."""
    if len(arguments) != 1:
        print("usage: python tools/build_places.py PACKAGE_FOLDER", file=sys.stderr)
        return 2
    package = Path(arguments[0])
    info = json.loads((package / "package.json").read_text(encoding="utf-8"))
    meta = {
        "format": FORMAT,
        "package": info["name"],
        "version": info["version"],
        "geography": geography_of(package, info["version"]),
        "licence": "Licence Ouverte",
        "date": date_of(package),
    }
    data = {file: load(package, file) for file in ("communes", "epci", "departements", "regions")}
    areas = yaml.safe_load((ROOT / "data" / "natural_areas.yaml").read_text(encoding="utf-8"))
    target = ROOT / "data" / "places.sqlite"
    build_database(target, meta, data, areas)
    write_territories(ROOT / "data" / "territories.yaml", meta, data)
    print(f"{target.name}: {target.stat().st_size:,} bytes, geography {meta['geography']}")
    return 0


def load(package: Path, name: str) -> Rows:
    """Read one of the package's lists."""
    rows: Rows = json.loads((package / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def geography_of(package: Path, version: str) -> str:
    """Return the year of the geography, which only the package's README tells, in a table by version."""
    readme = (package / "README.md").read_text(encoding="utf-8")
    match = re.search(rf"^\|\s*(\d{{4}})\s*\|\s*{re.escape(version)}\s*\|", readme, re.MULTILINE)
    if not match:
        raise SystemExit(f"The README of the package gives no year for version {version}.")
    return match[1]


def date_of(package: Path) -> str:
    """Return the day on which the package was made: that of its files in the archive, kept by unpacking with tar."""
    made = (package / "data" / "communes.json").stat().st_mtime
    return datetime.fromtimestamp(made, tz=UTC).date().isoformat()


def build_database(target: Path, meta: dict[str, str], data: dict[str, Rows], areas: dict[str, Rows]) -> None:
    """Write the database beside its place and move it there, so that a reader never sees half of it."""
    work = target.with_suffix(".tmp")
    work.unlink(missing_ok=True)
    base = sqlite3.connect(work)
    base.execute("PRAGMA page_size = 4096")
    base.executescript(SCHEMA)
    base.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    names = set(fill_official(base, data))
    names |= set(fill_collectivities(base, data))
    names |= set(fill_areas(base, areas, data["regions"]))
    base.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted((RANKS[kind], key, code) for kind, key, code in names))
    base.commit()
    base.execute("VACUUM")
    base.close()
    work.replace(target)


Name = tuple[str, str, str]  # kind, folded key, code


def fill_official(base: sqlite3.Connection, data: dict[str, Rows]) -> Iterator[Name]:
    """Fill régions, départements, EPCI and communes; give the names by which each is found."""
    regions = [row for row in data["regions"] if row["zone"] != "com"]
    departments = [row for row in data["departements"] if row["zone"] != "com"]
    communes = [row for row in data["communes"] if row["zone"] != "com"]
    base.executemany("INSERT INTO region VALUES (?, ?)", sorted((r["code"], r["nom"]) for r in regions))
    base.executemany(
        "INSERT INTO department VALUES (?, ?, ?)", sorted((d["code"], d["nom"], d["region"]) for d in departments)
    )
    yield from (("region", name_key(row["nom"]), row["code"]) for row in regions)
    yield from (("departement", name_key(row["nom"]), row["code"]) for row in departments)
    current = [row for row in communes if row["type"] == "commune-actuelle"]
    membership, epci_names = fill_epci(base, data["epci"], {row["code"]: row["departement"] for row in current})
    yield from epci_names
    yield from fill_municipalities(base, current, membership)
    yield from fill_parts(base, [row for row in communes if row["type"] != "commune-actuelle"], current)


def fill_epci(base: sqlite3.Connection, rows: Rows, department_of: dict[str, str]) -> tuple[dict[str, int], list[Name]]:
    """Fill the groups of communes; return which one each commune belongs to, and their names."""
    membership: dict[str, int] = {}
    names: list[Name] = []
    for number, row in enumerate(sorted(rows, key=lambda row: str(row["code"])), start=1):
        members = [member["code"] for member in row["membres"]]
        membership.update(dict.fromkeys(members, number))
        bare = re.sub(rf"^{row['type']}\s+", "", row["nom"])
        words = EPCI_WORDS[row["type"]]
        full = bare if fold(words) in fold(bare) else f"{words} {bare}"
        departments = sorted({department_of[code] for code in members if code in department_of})
        base.execute(
            "INSERT INTO epci VALUES (?, ?, ?, ?, ?)",
            (number, row["code"], full[0].upper() + full[1:], row["type"], "|".join(departments)),
        )
        own = () if re.match(r"(?:d[eu]s?\b|d'|-)", bare.lower()) else (bare,)  # « du Perche » is no name by itself
        names += [("epci", name_key(name), row["code"]) for name in (row["nom"], full, *own)]
    return membership, names


def fill_municipalities(base: sqlite3.Connection, rows: Rows, membership: dict[str, int]) -> Iterator[Name]:
    """Fill the communes of today, their postcodes and the codes of those they replaced."""
    current = {row["code"] for row in rows}
    for row in sorted(rows, key=lambda row: str(row["code"])):
        code, postcodes = row["code"], sorted(row.get("codesPostaux", []))
        base.execute(
            "INSERT INTO municipality VALUES (?, ?, ?, ?, ?)",
            (code, row["nom"], membership.get(code), row.get("population"), "|".join(postcodes)),
        )
        base.executemany("INSERT INTO postcode VALUES (?, ?)", [(postcode, code) for postcode in postcodes])
        former = [(old, code) for old in row.get("anciensCodes", []) if old not in current]
        base.executemany("INSERT OR IGNORE INTO former_code VALUES (?, ?)", sorted(former))
        yield from (("commune", key, code) for key in keys_of(row["nom"]))


def fill_parts(base: sqlite3.Connection, rows: Rows, current: Rows) -> Iterator[Name]:
    """Fill the communes déléguées and associées and the municipal districts of Paris, Lyon and Marseille."""
    name_of = {row["code"]: row["nom"] for row in current}
    for row in sorted(rows, key=lambda row: (str(row["code"]), str(row["type"]))):
        district = row["type"] == "arrondissement-municipal"
        kind = "arrondissement_municipal" if district else "commune_deleguee"
        parent = row["commune"] if district else row["chefLieu"]
        if not district and fold(name_of[parent]) == fold(row["nom"]):
            continue  # the chief town of a new commune that kept its name: one entry is enough
        postcode = row["codesPostaux"][0] if district else None
        base.execute(
            "INSERT OR IGNORE INTO part VALUES (?, ?, ?, ?, ?)",
            (row["code"], RANKS[kind], row["nom"], parent, postcode),
        )
        keys = district_keys(row["nom"]) if district else keys_of(row["nom"])
        yield from ((kind, key, row["code"]) for key in keys)


def fill_collectivities(base: sqlite3.Connection, data: dict[str, Rows]) -> Iterator[Name]:
    """Fill the collectivities outside the départements, found by their own name or that of a commune there."""
    for row in sorted((row for row in data["departements"] if row["zone"] == "com"), key=lambda row: str(row["code"])):
        code, name = row["code"], row["nom"]
        base.execute("INSERT INTO collectivity VALUES (?, ?, ?)", (code, name, ADVICE.format(name=name, code=code)))
        for each in (name, *SHORT_NAMES.get(code, ())):
            yield from (("collectivite_outre_mer", key, code) for key in keys_of(each))
        for commune in (c for c in data["communes"] if c["departement"] == code):
            codes = {commune["code"], *commune.get("codesPostaux", [])}
            base.executemany(
                "INSERT OR IGNORE INTO collectivity_code VALUES (?, ?)", [(each, code) for each in sorted(codes)]
            )
            yield from (("collectivite_outre_mer", key, code) for key in keys_of(commune["nom"]))


def fill_areas(base: sqlite3.Connection, areas: dict[str, Rows], regions: Rows) -> Iterator[Name]:
    """Fill the pays and the former régions; one that kept its name is only known as the région it still is."""
    today = {fold(row["nom"]) for row in regions}
    for section, kind in (("pays", "pays"), ("anciennes_regions", "ancienne_region")):
        for row in areas[section]:
            if kind == "ancienne_region" and fold(row["nom"]) in today:
                yield from (("region", name_key(other), row["region"]) for other in row["autres_noms"])
                continue
            base.execute(
                "INSERT INTO area VALUES (?, ?, ?, ?)",
                (row["id"], RANKS[kind], row["nom"], "|".join(row["departements"])),
            )
            for name in (row["nom"], *row["autres_noms"]):
                yield from ((kind, key, row["id"]) for key in keys_of(name))


def keys_of(name: str) -> Iterable[str]:
    """Return the keys of a name: whole, and without what it says in brackets."""
    bare = re.sub(r"\s*\(.*?\)\s*", " ", name)
    return {name_key(name), name_key(bare)}


def district_keys(name: str) -> Iterable[str]:
    """Return the ways to write « Paris 11e Arrondissement »."""
    match = re.match(r"(.+) (\d+)(er|e) ", name)
    if not match:
        return {name_key(name)}
    town, number, suffix = without_article(fold(match[1])), match[2], match[3]
    return {name_key(name), *(f"{town} {number}{end}" for end in ("", suffix, "eme"))}


def write_territories(target: Path, meta: dict[str, str], data: dict[str, Rows]) -> None:
    """Write the official lists by which the rule base checks codes."""
    head = YAML_HEAD.format(**meta | {"geography": f"géographie {meta['geography']}"})
    regions = [row for row in data["regions"] if row["zone"] != "com"]
    departments = [row for row in data["departements"] if row["zone"] != "com"]
    lines = [
        head + "regions:",
        *sorted(f'  - {{id: "{row["code"]}", nom: "{row["nom"]}"}}' for row in regions),
        "departements:",
        *sorted(f'  - {{id: "{row["code"]}", nom: "{row["nom"]}", region: "{row["region"]}"}}' for row in departments),
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
