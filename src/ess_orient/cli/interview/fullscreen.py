"""The page on a real terminal: keys in, frames out. Redrawn at each key and each change of size."""

from __future__ import annotations

import os
from collections.abc import Callable

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from ess_orient.cli.interview.frame import compose
from ess_orient.cli.interview.page import Page
from ess_orient.cli.interview.shapes import Mode

TYPED_LINES = 3
_STYLE = Style.from_dict(
    {
        "title": "bold reverse", "trial": "bold reverse", "heading": "bold ansicyan", "here": "bold reverse",
        "label": "bold", "answer": "ansigreen", "unknown": "ansiyellow", "suggested": "ansimagenta", "empty": "ansiyellow",
        "warning": "bold ansiyellow", "quiet": "ansibrightblack", "error": "bold ansired", "done": "ansigreen",
        "prompt": "bold", "keys": "ansibrightblack", "rule": "ansibrightblack",
    }
)  # fmt: skip
_NAMES = {
    "up": Keys.Up, "down": Keys.Down, "left": Keys.Left, "right": Keys.Right, "tab": Keys.Tab, "s-tab": Keys.BackTab,
    "enter": Keys.Enter, "escape": Keys.Escape, "pageup": Keys.PageUp, "pagedown": Keys.PageDown, "delete": Keys.Delete,
}  # fmt: skip


_Handler = Callable[[KeyPressEvent], None]


class FullScreen:
    """Runs a page until the person leaves. True if they broke off (Ctrl-C)."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.buffer = Buffer(multiline=False)
        self.application: Application[bool] = Application(
            layout=self._layout(), key_bindings=self._bindings(), style=_STYLE, full_screen=True, mouse_support=False,
            color_depth=ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None,
        )  # fmt: skip
        self.application.ttimeoutlen = 0.05
        self.application.timeoutlen = 0.05

    def run(self) -> bool:
        """Show the page. Whether it was broken off."""
        return self.application.run()

    def _layout(self) -> Layout:
        typing = Condition(lambda: self.page.mode is Mode.TEXT)
        self._frame = Window(
            FormattedTextControl(self._text, focusable=True, show_cursor=False), always_hide_cursor=True
        )
        self._line = Window(
            BufferControl(self.buffer), wrap_lines=True, dont_extend_height=True, height=Dimension(min=1, max=TYPED_LINES),
            get_line_prefix=lambda number, wrap: " > " if number == wrap == 0 else "   ",
        )  # fmt: skip
        return Layout(HSplit([self._frame, ConditionalContainer(self._line, typing)]), focused_element=self._frame)

    def _text(self) -> StyleAndTextTuples:
        size = self.application.output.get_size()
        typing = self.page.mode is Mode.TEXT
        lines = max(1, size.rows - (self._line_height(size.columns) if typing else 0))
        pieces: StyleAndTextTuples = []
        for row in compose(self.page, size.columns, lines, self.buffer.text).rows:
            pieces += [*row, ("", "\n")]
        return pieces[:-1]

    def _line_height(self, columns: int) -> int:
        return min(TYPED_LINES, 1 + len(self.buffer.text) // max(1, columns - 3))

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        typing = Condition(lambda: self.page.mode is Mode.TEXT)
        for name, key in _NAMES.items():
            bindings.add(key, filter=~typing, eager=key is Keys.Escape)(self._named(name))
        bindings.add(Keys.Backspace, filter=~typing)(self._named("delete"))
        bindings.add(Keys.Any, filter=~typing)(lambda event: self._pressed(event.data))
        bindings.add(Keys.Enter, filter=typing)(self._submit)
        bindings.add(Keys.Tab, filter=typing)(self._complete)
        bindings.add(Keys.Escape, filter=typing, eager=True)(self._leave_line)
        bindings.add(Keys.BracketedPaste, filter=~typing)(lambda _event: None)
        bindings.add(Keys.BracketedPaste, filter=typing, eager=True)(self._paste)
        bindings.add(Keys.ControlC, eager=True)(lambda event: event.app.exit(result=True))
        bindings.add(Keys.ControlD, eager=True)(lambda event: event.app.exit(result=False))
        return bindings

    def _named(self, name: str) -> _Handler:
        return lambda _event: self._pressed(name)

    def _pressed(self, key: str) -> None:
        self.page.press(key)
        self._settle()

    def _submit(self, _event: KeyPressEvent) -> None:
        self.page.submit(self.buffer.text)
        self._settle()

    def _leave_line(self, _event: KeyPressEvent) -> None:
        self.page.leave_line(self.buffer.text)
        self._settle()

    def _complete(self, _event: KeyPressEvent) -> None:
        """The first of the names offered."""
        asking = self.page.asking
        names = asking.complete(self.buffer.text) if asking is not None and asking.complete is not None else ()
        if names:
            self.buffer.text = names[0]
            self.buffer.cursor_position = len(names[0])

    def _paste(self, event: KeyPressEvent) -> None:
        """Pasted lines are one text: a line break must not be read as « Entrée »."""
        self.buffer.insert_text(" ".join(event.data.split()))

    def _settle(self) -> None:
        """Put the cursor where typing goes, and leave when all is done."""
        page = self.page
        if page.done:
            self.application.exit(result=False)
            return
        asking = page.asking
        if page.mode is Mode.TEXT and asking is not None:
            if not self.application.layout.has_focus(self.buffer) or page.failed:
                self.buffer.text = asking.default
                self.buffer.cursor_position = len(asking.default)
            self.application.layout.focus(self.buffer)
        else:
            self.application.layout.focus(self._frame)
