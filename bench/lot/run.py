"""The table: `lot` against the floors, in alternating rounds of one run.

python -m bench.lot.run --work FOLDER [--rows 10000 100000 1000000] [--rounds 5] [--formats csv parquet standard]
"""

from __future__ import annotations

import argparse
import platform
import sys
from datetime import date
from pathlib import Path

from bench.lot.generate import write
from bench.lot.timing import Timed, alternating, timed

_WITHOUT_EXTRA = (
    "import sys; sys.modules['numpy'] = None; sys.modules['pyarrow'] = None;"
    "from ess_orient.__main__ import main; sys.argv[0] = 'ess-orient'; main()"
)


def lot(source: Path, output: Path, plain: bool = False, *more: str) -> list[str]:
    """The command of a run."""
    start = ["-c", _WITHOUT_EXTRA] if plain else ["-m", "ess_orient"]
    return [sys.executable, *start, "lot", str(source), "--sortie", str(output), "--date", "2026-11-23", *more]


def floor(name: str, source: Path, output: Path, ready: Path) -> list[str]:
    """The command of a floor."""
    return [sys.executable, "-m", "bench.lot.floors", name, str(source), str(output), str(ready)]


def parquet_of(source: Path) -> Path:
    """The same rows as Parquet."""
    import pyarrow as pa
    from pyarrow import csv, parquet

    path = source.with_suffix(".parquet")
    if not path.exists():
        names = csv.open_csv(source, parse_options=csv.ParseOptions(delimiter=";")).schema.names
        texts = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
        reader = csv.open_csv(source, parse_options=csv.ParseOptions(delimiter=";"), convert_options=texts)
        with parquet.ParquetWriter(path, reader.schema) as writer:
            for batch in reader:
                writer.write_batch(batch)
    return path


def compared(form: str, rows: int, work: Path, rounds: int) -> None:
    """One line of the table for each floor of a format."""
    source = write(rows, work / f"in-{rows}.csv")
    if form == "parquet":
        source = parquet_of(source)
    suffix = ".csv" if form == "standard" else source.suffix
    ready, output = work / f"ready{suffix}", work / f"out{suffix}"
    timed(lot(source, ready))
    names = {
        "csv": ("pyarrow-csv", "polars-csv"), "parquet": ("pyarrow-parquet", "polars-parquet"),
        "standard": ("standard-csv",),
    }[form]  # fmt: skip
    commands = {"lot": lot(source, output, form == "standard")}
    commands |= {name: floor(name, source, work / f"floor{suffix}", ready) for name in names}
    found = alternating(commands, rounds)
    told(form, rows, found.pop("lot"), found)


def told(form: str, rows: int, ours: Timed, floors: dict[str, Timed]) -> None:
    """Print a line."""
    best, least = min(floors.items(), key=lambda item: item[1].seconds)
    print(
        f"| {form} | {rows:,} | {ours.seconds:.2f} s | {rows / ours.seconds:,.0f}/s | {least.seconds:.2f} s ({best})"
        f" | {ours.seconds / least.seconds:.2f} | {ours.memory:.0f} MiB |".replace(",", " "),
        flush=True,
    )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--formats", nargs="+", default=["csv", "parquet", "standard"])
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    print(f"{platform.platform()}, Python {platform.python_version()}, {date.today().isoformat()}\n")
    print(
        "| format | lignes | lot | débit | plancher | rapport | mémoire |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    for form in asked.formats:
        for rows in asked.rows:
            compared(form, rows, asked.work, asked.rounds)


if __name__ == "__main__":
    main()
