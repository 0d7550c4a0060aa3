"""After the questions: all answers to look over, the results, and what to do with them."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from ess_orient.cli.ask import screen
from ess_orient.cli.ask.conversation import Conversation
from ess_orient.cli.ask.prompter import Choosing, Move, Option, Typing
from ess_orient.cli.output import write_result
from ess_orient.engine.orient import Orienter
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import Orientation
from ess_orient.render.json import as_json
from ess_orient.render.lines import Line, Role
from ess_orient.render.markdown import as_markdown
from ess_orient.render.page import page

RESULTS = "resultats"


class Results:
    """The last part of the conversation; every way leads back to the results."""

    def __init__(self, conversation: Conversation, orienter: Orienter, simple: bool) -> None:
        self._conversation = conversation
        self._prompter = conversation.prompter
        self._orienter = orienter
        self._simple = simple
        self._full = False

    def orientation(self) -> Orientation:
        """The orientation of the answers that make sense together."""
        return self._orienter.orient(self._conversation.state.profile())

    def look_over(self, first: bool) -> None:
        """All answers, to correct one or go on. A correction leads straight to the results."""
        labels = self._conversation.labels()
        answered = [key for key in self._orienter.compiled.questions if self._conversation.is_answered(key)]
        if not answered:
            return
        options = [Option(RESULTS, "Voir les résultats")] if first else []
        options += [
            Option(key.value, f"{labels.title(key.value)} : {self._conversation.said(key)}") for key in answered
        ]
        chosen = self._prompter.choose(
            Choosing(
                title="Vos réponses. Tout est juste ?" if first else "Quelle réponse corriger ?",
                help="Choisissez une réponse pour la corriger : les autres restent." if first else "",
                options=tuple(options), back="" if first else "Revenir aux résultats",
            )
        )  # fmt: skip
        if isinstance(chosen, Move) or chosen[0] == RESULTS:
            return
        self._conversation.ask(AnswerKey(chosen[0]), back_label="Garder ma réponse")

    def run(self, full: bool = False) -> None:
        """Show the results, then what may be done with them, until the person has finished."""
        self._full = full
        self._show()
        while True:
            chosen = self._menu()
            match chosen:
                case "corriger":
                    self.look_over(first=False)
                    self._show()
                case "repondre":
                    self._conversation.ask_all()
                    self._show()
                case "plus" | "moins":
                    self._full = chosen == "plus"
                    self._show()
                case "enregistrer":
                    self._save()
                case _:
                    return

    def _show(self) -> None:
        screen.show([Line(Role.PLAIN, ""), *self._page(self._full)], self._simple)

    def _page(self, full: bool) -> tuple[Line, ...]:
        return page(self.orientation(), self._conversation.labels(), full)

    def _menu(self) -> str:
        left = len(self._conversation.state.to_ask())
        options = [Option("corriger", "Corriger une réponse")]
        if left:
            options.append(
                Option("repondre", f"Répondre à ce qui reste ({left} question{'s' if left > 1 else ''} au plus)")
            )
        if self._full:
            options.append(Option("moins", "Revenir à l'essentiel"))
        else:
            options.append(Option("plus", "Voir plus : tous les résultats et toutes les raisons"))
        options += [Option("enregistrer", "Enregistrer dans un fichier"), Option("quitter", "Quitter")]
        chosen = self._prompter.choose(Choosing(title="Et maintenant ?", options=tuple(options)))
        return "quitter" if isinstance(chosen, Move) else chosen[0]

    def _save(self) -> None:
        kind = self._prompter.choose(
            Choosing(title="Sous quelle forme ?", options=tuple(_kinds()), back="Ne rien enregistrer")
        )
        if isinstance(kind, Move):
            return
        ending = kind[0].removesuffix("+")
        self._write(self._made(kind[0]), f"orientation-{self._orienter.compiled.today}.{ending}")

    def _made(self, kind: str) -> str | bytes:
        """The content of the file."""
        if kind == "json":
            return as_json(self.orientation())
        if kind in ("md", "md+"):
            return as_markdown(self._page(full=kind == "md+"))
        from ess_orient.render.sheet import as_html, as_pdf, build_sheet

        compiled, conversation = self._orienter.compiled, self._conversation
        sheet = build_sheet(
            self.orientation(),
            compiled.base,
            conversation.labels(),
            today=compiled.today,
            description=conversation.state.description,
        )
        return as_pdf(sheet) if kind == "pdf" else as_html(sheet)

    def _write(self, text: str | bytes, name: str) -> None:
        """Ask for a name until the file is written or the person gives up."""
        while True:
            typed = self._prompter.write(
                Typing(title="Quel nom donner au fichier ?", default=name, back="Ne rien enregistrer",
                       help="Il sera créé dans le dossier où vous êtes, ou là où vous le dites.")
            )  # fmt: skip
            if isinstance(typed, Move):
                return
            path = Path(typed or name).expanduser()
            if path.exists() and not self._may_replace(path):
                continue
            try:
                write_result(text, str(path))
            except (OSError, ValueError) as error:
                self._tell(f"Le fichier n'a pas pu être écrit : {_in_words(error)}. Essayez un autre nom.")
                continue
            self._tell(f"Enregistré : {path.resolve()}")
            return

    def _may_replace(self, path: Path) -> bool:
        if not path.is_file():
            self._tell(f"« {path} » existe et n'est pas un fichier. Choisissez un autre nom.")
            return False
        options = (Option("non", "Non, choisir un autre nom"), Option("oui", "Oui, remplacer le fichier"))
        chosen = self._prompter.choose(Choosing(title=f"« {path.name} » existe déjà. Le remplacer ?", options=options))
        return chosen == ("oui",)

    def _tell(self, text: str) -> None:
        self._prompter.tell([Line(Role.NOTE, text)])


def _kinds() -> Iterator[Option]:
    """The forms of a file; a PDF only where it can be made."""
    yield Option("md", "L'essentiel, à lire ou à imprimer (Markdown)")
    yield Option("md+", "Tous les résultats (Markdown)")
    yield Option("html", "La fiche d'orientation, pour un navigateur (HTML)")
    if importlib.util.find_spec("typst") is not None:
        yield Option("pdf", "La fiche d'orientation, à imprimer ou à envoyer (PDF)")
    yield Option("json", "Les données, pour un autre logiciel (JSON)")


def _in_words(error: OSError | ValueError) -> str:
    """Why a file could not be written."""
    if isinstance(error, FileNotFoundError):
        return "ce dossier n'existe pas"
    if isinstance(error, PermissionError):
        return "vous n'avez pas le droit d'écrire ici"
    if isinstance(error, IsADirectoryError):
        return "c'est un dossier"
    if isinstance(error, OSError) and error.errno == 28:
        return "le disque est plein"
    if isinstance(error, OSError) and error.errno == 36:
        return "ce nom est trop long"
    return "ce nom ou ce disque ne conviennent pas"
