"""An iterator worked out in a thread of its own, a few items ahead."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")
_WAIT = 0.1


class Ahead(Generic[Item]):
    """Iterates over `source` in a thread, `depth` items ahead. What it raises is raised here; `close` stops it."""

    def __init__(self, source: Iterator[Item], depth: int = 2) -> None:
        self._items: queue.Queue[tuple[bool, Item | BaseException | None]] = queue.Queue(depth)
        self._stopped = threading.Event()
        self._source = source
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        try:
            for item in self._source:
                if not self._put((True, item)):
                    return
            self._put((False, None))
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
            self._put((False, error))

    def _put(self, item: tuple[bool, Item | BaseException | None]) -> bool:
        while not self._stopped.is_set():
            try:
                self._items.put(item, timeout=_WAIT)
            except queue.Full:
                continue
            return True
        return False

    def __iter__(self) -> Iterator[Item]:
        while True:
            going_on, item = self._items.get()
            if not going_on:
                if item is not None:
                    raise item  # type: ignore[misc]
                return
            yield item  # type: ignore[misc]

    def close(self) -> None:
        """Stop working ahead."""
        self._stopped.set()
