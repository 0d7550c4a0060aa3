"""Score a file on Spark (local[2]) and hold the result to that of a single run, row by row.

    python -m bench.lot.spark [--rows 20000] --work FOLDER

Needs Java and the extra [spark]; says so where they are missing (exit 2).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from bench.lot.generate import write

DAY = "2026-11-23"


def missing() -> str | None:
    """Why Spark cannot be run here."""
    if shutil.which("java") is None:
        return "Java est introuvable : Spark en a besoin. Installez un JDK 17 ou plus récent."
    if not (find_spec("pyspark") and find_spec("pandas")):
        return "pyspark n'est pas installé : pip install 'ess-orient[spark]'"
    return None


def main() -> int:
    """Compare; 0 if the results are equal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--work", type=Path, required=True)
    asked = parser.parse_args()
    why = missing()
    if why is not None:
        print(why, file=sys.stderr)
        return 2
    asked.work.mkdir(parents=True, exist_ok=True)
    return _compared(write(asked.rows, asked.work / f"in-{asked.rows}.csv"))


def _compared(source: Path) -> int:
    import pyarrow as pa
    from pyarrow import csv
    from pyspark.sql import SparkSession

    from ess_orient.batch import score
    from ess_orient.batch.engines import score_with_spark

    head = csv.open_csv(source, parse_options=csv.ParseOptions(delimiter=";")).schema.names
    texts = csv.ConvertOptions(column_types=dict.fromkeys(head, pa.string()))
    table = csv.read_csv(source, parse_options=csv.ParseOptions(delimiter=";"), convert_options=texts)
    whole = pa.Table.from_batches([score(batch, DAY) for batch in table.combine_chunks().to_batches()])
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else the workers take whatever Python comes first
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    started = time.perf_counter()
    frame = session.createDataFrame(table).repartitionByRange(7, "id")
    found = score_with_spark(frame, table.schema, DAY).toArrow()
    seconds = time.perf_counter() - started
    session.stop()
    same = found.sort_by("id").cast(whole.schema).equals(whole.sort_by("id"))
    print(f"{table.num_rows} lignes, Spark local[2] : {seconds:.1f} s, résultat {'identique' if same else 'DIFFÉRENT'}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
