"""One run: rows in, results and rejects out, counted; it can be stopped at any moment and gone on with."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol

from ess_orient.batch.ahead import Ahead
from ess_orient.batch.cells import CellReader
from ess_orient.batch.columns import UNDERSTOOD, Layout, Mapped, Unusable, read_layout
from ess_orient.batch.described import Understanding
from ess_orient.batch.feeds import STANDARD, Feed, Format, Position, TextFeed, identity, opened
from ess_orient.batch.plain import PlainScorer, Scorer
from ess_orient.batch.reading import Read, RowReader
from ess_orient.batch.sinks import FileSink, Sink, StandardOutput
from ess_orient.batch.state import State, Totals, load, save, state_path
from ess_orient.batch.tally import Tally
from ess_orient.batch.writers import SET_ASIDE, CsvWriter, Done, JsonWriter, Reject, RejectWriter, Writer
from ess_orient.engine.answers import AnswerReader
from ess_orient.engine.orient import Orienter

if TYPE_CHECKING:
    from ess_orient.batch.fast_csv import Parsed
    from ess_orient.batch.fast_table import ParsedTable

CONFIRM_EVERY = 2.0
"""Seconds between two confirmed states."""
_TOO_FEW_FOR_A_SHARE = 200

Progress = Callable[[int, Totals], None]


class Threshold(NamedTuple):
    """Rejects beyond which the file is plainly the wrong one: a number, or a share of the rows."""

    most: float
    share: bool

    def passed(self, totals: Totals, ended: bool) -> bool:
        """Whether there are too many."""
        if not self.share:
            return totals.rejected > self.most
        return (ended or totals.read >= _TOO_FEW_FOR_A_SHARE) and totals.rejected > self.most * totals.read


class Job(NamedTuple):
    """What is asked for."""

    source: str
    output: str
    rejects: Path
    source_format: Format
    output_format: Format
    mapped: Mapped = Mapped()
    lenient: bool = False
    brief: bool = False
    resume: bool = False
    rejects_asked: bool = False
    threshold: Threshold | None = None
    report: bool = False
    vectors: bool = True
    """Whether to use the columns of the extra where they are installed."""
    block: int = 4 << 20


class Finished(NamedTuple):
    """What was done."""

    totals: Totals
    remarks: tuple[str, ...]
    layout: Layout
    tally: Tally | None
    resumed_after: int
    rejects: Path | None
    first_rejects: tuple[Reject, ...]
    seconds: float


class ShortWay(Protocol):
    """Reads and writes whole blocks without an object for each row."""

    def parse(self, block: Any) -> Any:
        """The block read, or None if it must be read row by row."""
        ...

    def written(self, parsed: Any, texts: Sequence[Any]) -> Iterable[bytes | memoryview]:
        """What to write for it."""
        ...


class _Piece(NamedTuple):
    """A part of the file, read and scored: its rows, or, on the short way, its lines (`read` then holds the refused)."""

    read: Read
    parsed: Parsed | ParsedTable | None
    texts: Sequence[Any]
    position: Position | None
    done: int


class Run:
    """Carries out a job. `progress` is told how far it is after each batch.

    `understanding` opens what understands a column `description`, only if there is one.
    """

    def __init__(
        self,
        job: Job,
        orienter: Orienter,
        answers: AnswerReader,
        progress: Progress | None = None,
        understanding: Callable[[], Understanding] | None = None,
    ) -> None:
        self._open_understanding = understanding
        self._job = job
        self._orienter = orienter
        self._answers = answers
        self._progress = progress
        self._totals = Totals()
        self._first_rejects: list[Reject] = []
        self._confirmed = time.monotonic()

    def run(self) -> Finished:
        """Do it. `Unusable` if it cannot be done; nothing then appears under the names asked for."""
        started = time.monotonic()
        with opened(self._job.source) as stream, ExitStack() as stack:
            feed = self._feed(stream)
            self._prepare(feed)
            call = self._call(stream)
            state = self._resumed(call)
            self._open_sinks(state, stack)
            for piece in self._scored(feed, state.position if state else None, stack):
                self._write(piece)
                self._check_threshold(ended=False)
                self._confirm(piece.position, call)
                if self._progress:
                    self._progress(piece.done, self._totals)
            self._check_threshold(ended=True)
            self._output.write(self._writer.finish())
        self._commit()
        rejects = self._job.rejects if self._totals.rejected or self._job.rejects_asked else None
        return Finished(
            self._totals, feed.remarks + self._layout.remarks, self._layout, self._tally,
            state.totals.read if state else 0, rejects, tuple(self._first_rejects), time.monotonic() - started,
        )  # fmt: skip

    def _feed(self, stream: BinaryIO) -> Feed:
        if self._job.source_format in (Format.PARQUET, Format.XLSX):
            from ess_orient.batch.arrow_files import arrow_feed

            return arrow_feed(stream, self._job.source_format)
        return TextFeed(stream, self._job.source_format, self._job.block)

    def _prepare(self, feed: Feed) -> None:
        job, compiled = self._job, self._orienter.compiled
        self._layout = read_layout(feed.names, job.mapped, self._open_understanding is not None)
        described = self._layout.description is not None
        self._understanding = self._open_understanding() if described and self._open_understanding else None
        self._more = (*([SET_ASIDE] if job.lenient else []), *([UNDERSTOOD] if self._understanding else []))
        self._cells = CellReader(compiled, self._answers, self._layout, job.mapped, job.source)
        self._writer = self._make_writer(feed)
        self._reject_writer = RejectWriter(feed.names, feed.dialect)
        keep = job.output_format is Format.JSON_LINES and not job.brief
        self._rows = RowReader(self._cells, self._layout, job.lenient, keep, self._understanding)
        self._scorer: Scorer = scorer_of(self._orienter, self._cells, job.vectors)
        self._fast = self._make_fast(feed)
        self._tally = Tally(self._cells.books) if job.report else None

    def _make_fast(self, feed: Feed) -> ShortWay | None:
        """The short way from plain CSV to plain CSV, and from Parquet to Parquet."""
        if not self._short_way_allowed() or isinstance(self._scorer, PlainScorer):
            return None
        fingerprint = self._orienter.identity.fingerprint
        if feed.dialect is None:
            from ess_orient.batch.fast_table import FastTable

            assert not isinstance(self._writer, (CsvWriter, JsonWriter))
            return FastTable(self._layout, self._cells, self._writer, fingerprint)  # type: ignore[arg-type]
        from ess_orient.batch.fast_csv import FastCsv

        if not FastCsv.serves(feed.dialect):
            return None
        return FastCsv(feed.dialect, self._cells, self._rows.places, fingerprint)

    def _short_way_allowed(self) -> bool:
        job = self._job
        same = job.source_format is job.output_format
        return job.vectors and not self._more and same and job.output_format in (Format.CSV, Format.PARQUET)

    def _make_writer(self, feed: Feed) -> Writer:
        job = self._job
        if job.output_format is Format.CSV:
            return CsvWriter(feed.names, feed.dialect, self._orienter.identity.fingerprint, self._more)
        if job.output_format is Format.JSON_LINES:
            return JsonWriter(feed.names, self._orienter, self._more, job.brief)
        from ess_orient.batch.arrow_files import arrow_writer

        schema = getattr(feed, "schema", None) if self._short_way_allowed() else None
        return arrow_writer(job.output_format, feed.names, self._orienter.identity.fingerprint, self._more, schema)

    def _scored(self, feed: Feed, start: Position | None, stack: ExitStack) -> Iterable[_Piece]:
        """The pieces of the file, read and scored; in two threads ahead of the writing where that helps."""
        if self._fast is None:
            return map(self._with_texts, self._pieces(feed, start))
        reading = Ahead(self._pieces(feed, start))
        stack.callback(reading.close)
        scoring = Ahead(map(self._with_texts, reading))
        stack.callback(scoring.close)
        return scoring

    def _pieces(self, feed: Feed, start: Position | None) -> Iterator[_Piece]:
        for batch in feed.batches(start):
            parsed = self._fast.parse(batch.block) if self._fast and batch.block is not None else None
            read = self._rows.read(batch.rows if parsed is None else parsed.refused)
            yield _Piece(read, parsed, (), feed.position(), batch.done)

    def _with_texts(self, piece: _Piece) -> _Piece:
        if piece.parsed is not None:
            return piece._replace(texts=self._scorer.arrays(piece.parsed.codes))  # type: ignore[attr-defined]
        needed = self._writer.needs_texts or self._tally is not None
        return piece._replace(texts=self._scorer.texts(piece.read.codes) if needed else ())

    def _write(self, piece: _Piece) -> None:
        read, parsed = piece.read, piece.parsed
        self._reject(read.rejects)
        if parsed is not None and self._fast is not None:
            self._count(read, len(parsed.codes[0]), parsed.restored)
            for part in self._fast.written(parsed, piece.texts):
                self._output.write(part)
        else:
            self._count(read, len(read.rows), read.restored)
            if read.rows:
                self._output.write(self._writer.rows(Done(read.rows, read.answers, piece.texts, self._further(read))))
        if self._tally is not None:
            self._tally.add(parsed.codes if parsed is not None else read.codes, piece.texts)

    def _further(self, read: Read) -> list[tuple[str, ...]]:
        columns = {SET_ASIDE: read.set_aside, UNDERSTOOD: read.understood}
        return list(zip(*(columns[name] for name in self._more), strict=True)) if self._more else [()] * len(read.rows)

    def _count(self, read: Read, done: int, restored: int) -> None:
        totals = self._totals
        totals.done += done
        totals.rejected += len(read.rejects)
        totals.read += done + len(read.rejects)
        totals.empty += read.empty
        totals.lenient += read.lenient
        totals.restored += restored
        totals.understood += sum(map(bool, read.understood))

    def _reject(self, rejects: Sequence[Reject]) -> None:
        if not rejects:
            return
        self._rejects.write(self._reject_writer.rows(rejects))
        self._first_rejects += rejects[: 10 - len(self._first_rejects)]
        if self._tally is not None:
            self._tally.reject(rejects)

    def _open_sinks(self, state: State | None, stack: ExitStack) -> None:
        job = self._job
        self._output: Sink
        if job.output == STANDARD:
            self._output = StandardOutput()
        else:
            self._output = FileSink(Path(job.output), state.output if state else None)
        stack.callback(self._output.close)
        self._rejects = FileSink(job.rejects, state.rejects if state else None)
        stack.callback(self._rejects.close)
        if state is None:
            self._output.write(self._writer.start())
            self._rejects.write(self._reject_writer.start())

    def _call(self, stream: BinaryIO) -> str:
        job = self._job
        same = identity(stream) if job.source != STANDARD else ()
        told = (
            job._replace(resume=False, vectors=False, block=0),
            same,
            self._orienter.identity,
            self._orienter.compiled.today,
            self._understanding.version if self._understanding else "",
        )
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def _resumed(self, call: str) -> State | None:
        if not self._job.resume or self._job.output == STANDARD:
            return None
        state = load(state_path(Path(self._job.output)), call)
        if state is not None:
            self._totals = state.totals
            if self._tally is not None:
                self._tally.restore(state.tally)
            state = State(state.call, state.position, state.output, state.rejects, Totals(state.totals.read), {})
        return state

    def _confirm(self, position: Position | None, call: str) -> None:
        """Every few seconds, make sure of what was written and note where to go on."""
        if self._job.output == STANDARD or time.monotonic() - self._confirmed < CONFIRM_EVERY:
            return
        if position is not None and self._writer.appendable:
            tally = self._tally.kept() if self._tally is not None else {}
            state = State(call, position, self._output.sync(), self._rejects.sync(), self._totals, tally)
            save(state_path(Path(self._job.output)), state)
            self._confirmed = time.monotonic()

    def _check_threshold(self, ended: bool) -> None:
        threshold, totals = self._job.threshold, self._totals
        if threshold is None or not threshold.passed(totals, ended):
            return
        most = f"{threshold.most:.0%}" if threshold.share else f"{threshold.most:.0f}"
        first = self._first_rejects[0]
        where = f" ; la première, ligne {first.line} : {first.reason}" if self._first_rejects else ""
        raise Unusable(
            f"{totals.rejected} lignes rejetées sur {totals.read}, plus que --seuil-rejets {most}{where}",
            "Est-ce le bon fichier ? Rien n'a été publié.",
        )

    def _commit(self) -> None:
        if self._job.output != STANDARD:
            _finish(self._output)
            state_path(Path(self._job.output)).unlink(missing_ok=True)
        else:
            self._output.commit()
        if self._totals.rejected or self._job.rejects_asked:
            self._rejects.commit()
        else:
            self._rejects.discard()


def _finish(sink: Sink) -> None:
    sink.commit()


def scorer_of(orienter: Orienter, cells: CellReader, vectors: bool) -> Scorer:
    """The scorer on columns where NumPy is installed, else the plain one. Both give the same."""
    if vectors:
        try:
            from ess_orient.batch.vector import VectorScorer
        except ModuleNotFoundError:
            pass
        else:
            found = VectorScorer.of(orienter.compiled, cells.books)
            if found is not None:
                return found
    return PlainScorer(orienter.compiled, cells.books)
