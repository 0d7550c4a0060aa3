"""What only reads the input and writes an output of the same size and bytes. Each in a process of its own.

python -m bench.lot.floors pyarrow-csv in.csv out.csv ready.csv
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path

_PIECE = 4 << 20


def _copy(ready: str, output: str) -> None:
    """The least a writer can do: the bytes of the result, as they are, into a file."""
    with Path(ready).open("rb") as source, Path(output).open("wb") as target:
        while piece := source.read(_PIECE):
            target.write(piece)


def pyarrow_csv(source: str, output: str, ready: str) -> None:
    from pyarrow import csv as arrow

    arrow.read_csv(source, parse_options=arrow.ParseOptions(delimiter=";"))
    _copy(ready, output)


def polars_csv(source: str, output: str, ready: str) -> None:
    import polars

    polars.read_csv(source, separator=";", infer_schema=False)
    _copy(ready, output)


def pyarrow_parquet(source: str, output: str, ready: str) -> None:
    from pyarrow import parquet

    parquet.read_table(source)
    _copy(ready, output)


def polars_parquet(source: str, output: str, ready: str) -> None:
    import polars

    polars.read_parquet(source)
    _copy(ready, output)


def standard_csv(source: str, output: str, ready: str) -> None:
    """The standard library's own: `csv` reads every row of the input and writes every row of the result."""
    with Path(source).open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream, delimiter=";"):
            pass
    with (
        Path(ready).open(encoding="utf-8", newline="") as stream,
        Path(output).open("w", encoding="utf-8", newline="") as target,
    ):
        csv.writer(target, delimiter=";").writerows(csv.reader(stream, delimiter=";"))


def standard_jsonl(source: str, output: str, ready: str) -> None:
    with Path(source).open(encoding="utf-8") as stream:
        for line in stream:
            json.loads(line)
    _copy(ready, output)


FLOORS: dict[str, Callable[[str, str, str], None]] = {
    "pyarrow-csv": pyarrow_csv, "polars-csv": polars_csv, "pyarrow-parquet": pyarrow_parquet,
    "polars-parquet": polars_parquet, "standard-csv": standard_csv, "standard-jsonl": standard_jsonl,
}  # fmt: skip

if __name__ == "__main__":
    FLOORS[sys.argv[1]](*sys.argv[2:5])
