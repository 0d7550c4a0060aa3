"""The same scoring on engines for many machines: Dask and Spark cut the file, each part is scored by `score`.

No engine of our own: the parts are Arrow tables, and a row depends on itself alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from ess_orient.batch import score


def score_parts(batches: Iterator[pa.RecordBatch], day: str | None = None) -> Iterator[pa.RecordBatch]:
    """For Spark's `mapInArrow`: the results of one part after another."""
    for batch in batches:
        yield score(batch, day)


def result_schema(schema: pa.Schema, day: str | None = None) -> pa.Schema:
    """The columns that `score` gives for tables of this schema."""
    return score(pa.RecordBatch.from_pylist([], schema=schema), day).schema


def score_with_dask(batches: list[pa.RecordBatch], client: Any, day: str | None = None) -> list[pa.RecordBatch]:
    """The results of each part, worked out by the workers of a `distributed.Client`, in the order given.

    Work that a worker leaves when it dies is done again by another.
    """
    return list(client.gather(client.map(score, batches, day=day, pure=False, retries=3)))


def score_with_spark(frame: Any, schema: pa.Schema, day: str | None = None) -> Any:
    """A Spark data frame with the results of another; `schema` is that of its rows."""
    from pyspark.sql.pandas.types import from_arrow_schema

    def parts(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return score_parts(batches, day)

    return frame.mapInArrow(parts, from_arrow_schema(result_schema(schema, day)))
