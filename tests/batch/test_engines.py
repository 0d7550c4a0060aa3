"""Dask cuts a table over worker processes, one of which is killed: the result is that of a single run, byte for byte."""

from __future__ import annotations

import os
import signal
import threading
import time
from importlib.util import find_spec

import pytest

needs_dask = pytest.mark.skipif(
    not (find_spec("distributed") and find_spec("pyarrow")), reason="le supplément [dask] n'est pas installé"
)
DAY = "2026-11-23"
STAGES = ("idee", "creation", "?", "reprise", None)
NEEDS = ("financement", "reseau|formation", "", "marches")


@needs_dask
def test_dask_equals_a_single_run_though_a_worker_is_killed() -> None:
    import pyarrow as pa
    from distributed import Client, LocalCluster

    from ess_orient.batch import score
    from ess_orient.batch.engines import score_with_dask

    count = 4000
    table = pa.table(
        {
            "id": list(range(count)),
            "stade": [STAGES[n % 5] for n in range(count)],
            "besoins": [NEEDS[n % 4] for n in range(count)],
            "departement": [("19", "56", "974", "2A")[n // 7 % 4] for n in range(count)],
        }
    )
    whole = score(table.combine_chunks().to_batches()[0], DAY)
    parts = table.to_batches(max_chunksize=97)
    local = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    with local as cluster, Client(cluster) as client:
        victim = next(iter(client.run(os.getpid).values()))
        killer = threading.Thread(target=lambda: (time.sleep(0.4), os.kill(victim, signal.SIGKILL)))
        killer.start()
        found = score_with_dask(parts, client, DAY)
        killer.join()
    assert pa.Table.from_batches(found).combine_chunks().to_batches()[0].equals(whole)


def test_scoring_without_rows_gives_the_columns() -> None:
    pa = pytest.importorskip("pyarrow", reason="le supplément [lot] n'est pas installé")
    pytest.importorskip("numpy", reason="le supplément [lot] n'est pas installé")
    from ess_orient.batch.engines import result_schema

    schema = result_schema(pa.schema([("stade", pa.string())]), DAY)
    assert schema.names[0] == "stade" and schema.names[-2:] == ["empreinte", "rejet"]
