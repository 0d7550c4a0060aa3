"""Strict YAML: nothing guessed, every refusal with its line and column, nothing hostile gets further."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ess_orient.model.problem import Problem
from ess_orient.rulebase.nodes import DEEPEST, MOST_BYTES, Node, Unreadable, decode, parse, read_text


def tree(text: str) -> Node:
    node, problems = parse(text, "f.yaml")
    assert problems == []
    assert node is not None
    return node


def only(text: str) -> Problem:
    """The one problem of a text."""
    _, problems = parse(text, "f.yaml")
    assert len(problems) == 1, problems
    return problems[0]


def place(problem: Problem) -> tuple[int, int, str]:
    return problem.line, problem.column, problem.rule


def plain(node: Node) -> object:
    """The tree as Python lists, dicts and texts."""
    if node.items is not None:
        return [plain(item) for item in node.items]
    if node.pairs is not None:
        return {key.text: plain(value) for key, value in node.pairs}
    return node.text


@pytest.mark.parametrize(
    "written", ["no", "01", "08", "12:30", "2020-09-01", "0x1F", "1e3", "~", "yes", "1_000", ".inf"]
)
def test_a_plain_word_stays_as_it_is_written(written: str) -> None:
    value = tree(f"cle: {written}").get("cle")
    assert value is not None
    assert (value.text, value.plain) == (written, True)


def test_quotes_are_kept_in_mind() -> None:
    node = tree("a: \"01\"\nb: '02'\nc: |\n  x\nd: >\n  y\n")
    assert [(value.text, value.plain) for _, value in node.pairs or ()] == [
        ("01", False), ("02", False), ("x\n", False), ("y\n", False),
    ]  # fmt: skip


def test_each_node_knows_its_place() -> None:
    node = tree("un:\n  - deux: trois\n    quatre: [cinq, six]\n")
    assert (node.at(("un", 0, "quatre", 1)).line, node.at(("un", 0, "quatre", 1)).column) == (3, 20)
    assert (node.at(("un", 0, "absent")).line, node.at(("un", 0, "absent")).column) == (2, 5)
    key = node.at(("un", 0)).key("quatre")
    assert key is not None and (key.line, key.column) == (3, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", (3, 1, "cle-double")),
        ("x: {a: 1, a: 2}", (1, 11, "cle-double")),
        ("a: &b 1\n", (1, 4, "ancre")),
        ("a: 1\nb: *a\n", (2, 4, "ancre")),
        ("a: !!python/object/apply:os.system ['id']\n", (1, 4, "etiquette")),
        ("a: !!binary aGk=\n", (1, 4, "etiquette")),
        ("a: !essai 1\n", (1, 4, "etiquette")),
        ("a:\n\t- b\n", (2, 1, "tabulation")),
        ("\ta: b\n", (1, 1, "tabulation")),
        ("a: 1\n---\nb: 2\n", (2, 1, "document")),
        ("a: [1, 2\n", (2, 1, "yaml")),
        ("a: 'sans fin\n", (2, 1, "yaml")),
        ("a: b: c\n", (1, 5, "yaml")),
        ("[a, b]: c\n", (1, 1, "cle")),
        ("{a: b}: c\n", (1, 1, "cle")),
        ("a: \0\n", (1, 4, "yaml")),
        ("é: ok\nb: \x07\n", (2, 4, "yaml")),
        ("é: '🦊'\n🦊: {a: 1, a: 2}\n", (2, 11, "cle-double")),
        ("a: 1\n  \t b: 2\n", (2, 3, "tabulation")),
        ("a: %x\n", (1, 4, "yaml")),
        ("a: @x\n", (1, 4, "yaml")),
        ("%YAML 9.9\n---\na: 1\n", (1, 1, "yaml")),
    ],
)  # fmt: skip
def test_what_is_refused_and_where(text: str, expected: tuple[int, int, str]) -> None:
    problem = only(text)
    assert place(problem) == expected, problem
    assert problem.message


def test_a_merge_key_is_a_mere_word() -> None:
    assert plain(tree('"<<": x\n')) == {"<<": "x"}


def test_a_bare_equals_sign_is_a_mere_word() -> None:
    assert plain(tree("a: =\n=: b\n")) == {"a": "=", "=": "b"}


@pytest.mark.parametrize("text", ["", "# rien\n", "---\n", "\n\n"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    node, problems = parse(text, "f.yaml")
    assert problems == []
    assert node is None or node.text == ""


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]" for i in range(12)]
    start = time.perf_counter()
    assert only("\n".join(lines)).rule == "ancre"
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 5_000, "- " * 5_000 + "x", "? " * 5_000])
def test_depth_is_bounded(text: str) -> None:
    start = time.perf_counter()
    assert only(text).rule in ("profondeur", "yaml")
    assert time.perf_counter() - start < 2


def test_the_deepest_that_is_read() -> None:
    assert parse("[" * DEEPEST + "x" + "]" * DEEPEST, "f")[1] == []
    assert only("[" * (DEEPEST + 1) + "x" + "]" * (DEEPEST + 1)).rule == "profondeur"


def test_a_very_long_line() -> None:
    assert plain(tree("a: " + "x" * 1_000_000)) == {"a": "x" * 1_000_000}


class TestFiles:
    def reading(self, path: Path) -> Problem:
        with pytest.raises(Unreadable) as refused:
            read_text(path, path.name)
        return refused.value.problem

    def test_fifty_megabytes(self, tmp_path: Path) -> None:
        path = tmp_path / "gros.yaml"
        with path.open("wb") as stream:
            stream.truncate(50_000_000)
        start = time.perf_counter()
        problem = self.reading(path)
        assert time.perf_counter() - start < 1
        assert "plus de 8 Mo" in problem.message

    def test_just_small_enough(self) -> None:
        assert len(decode(b"a" * MOST_BYTES, "f")) == MOST_BYTES

    def test_another_encoding_is_told_with_its_place(self, tmp_path: Path) -> None:
        path = tmp_path / "ansi.yaml"
        path.write_bytes("a: 1\nnom: été\n".encode("cp1252"))
        problem = self.reading(path)
        assert (problem.line, problem.column, problem.rule) == (2, 6, "encodage")
        assert "UTF-8" in problem.message

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
    def test_wide_encodings(self, encoding: str) -> None:
        with pytest.raises(Unreadable):
            decode("nom: été".encode(encoding), "f")

    def test_a_byte_order_mark_is_no_harm(self) -> None:
        assert decode(b"\xef\xbb\xbfa: 1", "f") == "a: 1"

    def test_absent_or_a_folder(self, tmp_path: Path) -> None:
        assert self.reading(tmp_path / "absent.yaml").message == "fichier introuvable"
        assert "dossier" in self.reading(tmp_path).message


TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
YAMLISH = st.text(alphabet=st.sampled_from("ab:- \n\t[]{},'\"#&*!|>%@`?=~0\0\x85\u2028é"), max_size=60)


@settings(max_examples=400, deadline=None)
@given(st.one_of(TEXTS, YAMLISH))
def test_any_text_gives_a_tree_or_problems_within_the_file(text: str) -> None:
    node, problems = parse(text, "f.yaml")
    lines = max(text.count("\n"), len(text.splitlines())) + 1
    for problem in problems:
        assert 0 <= problem.line <= lines
        assert problem.column >= 0
        assert problem.message
    assert node is not None or problems or not text.strip() or text.lstrip()[0] in "#-%\ufeff.", text


VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=5))
def test_what_another_writer_wrote_is_read_as_it_was(value: dict[str, object]) -> None:
    written = yaml.safe_dump(value, allow_unicode=True, default_style='"', sort_keys=False)
    node, problems = parse(written, "f.yaml")
    assert problems == []
    assert node is not None
    assert plain(node) == value


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_text_or_a_located_problem(data: bytes) -> None:
    try:
        text = decode(data, "f")
    except Unreadable as refused:
        assert 1 <= refused.problem.line <= data.count(b"\n") + 1
        assert refused.problem.column >= 1
    else:
        assert text.encode() == data.removeprefix(b"\xef\xbb\xbf")
