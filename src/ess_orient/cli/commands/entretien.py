"""`entretien`: the adviser's interviews, kept answer by answer and taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ess_orient.cli import french
from ess_orient.cli.interview.options import (
    Audience,
    CaseName,
    Department,
    Dossiers,
    Forgotten,
    LegalForm,
    Needs,
    Region,
    Sectors,
    Silent,
    Simple,
    Situations,
    Stage,
    Town,
    Yes,
    answers_given,
)

if TYPE_CHECKING:
    from ess_orient.cli.context import Context

app = french.application(
    help="Mener un entretien, le reprendre, essayer « et si… », suivre les contacts et remettre une fiche."
    " Tout est gardé sur cette machine, réponse par réponse ; rien n'est envoyé ailleurs."
)
NoteText = Annotated[str | None, typer.Option("--note", metavar="TEXTE", help="Note à garder avec les réponses.")]


@app.command(
    help="Ouvrir un dossier et son premier entretien. Dans un terminal, toutes les réponses tiennent sur une page ;"
    " ailleurs, ou avec --sans-questions, garde ce qui est donné et le montre.",
    epilog="Exemple :\n\n  ess-orient entretien nouveau --dossier café \"rouvrir le café du village\" --stade idee",
)  # fmt: skip
def nouveau(
    ctx: typer.Context,
    description: Annotated[str, typer.Argument(metavar="DESCRIPTION", help="Le projet, dans les mots de la personne.")] = "",
    dossier: Annotated[
        str | None, typer.Option("--dossier", metavar="NOM", help="Nom du dossier ; un nom d'emprunt suffit.")
    ] = None,
    profil: Audience = None, stade: Stage = None, secteur: Sectors = None, besoin: Needs = None,
    departement: Department = None, region: Region = None, commune: Town = None, situation: Situations = None,
    forme: LegalForm = None, note: NoteText = None, dossiers: Dossiers = None, sans_questions: Silent = False,
    simple: Simple = False,
) -> None:  # fmt: skip
    """A case, its first interview, and what is given already."""
    from ess_orient.cli.interview.place import open_cases
    from ess_orient.cli.interview.run import hold

    context: Context = ctx.obj
    changes = answers_given(context, {
        "profil": profil, "stade": stade, "secteurs": secteur, "besoins": besoin, "departement": departement,
        "region": region, "commune": commune, "situation": situation, "forme": forme,
    })  # fmt: skip
    context.orienter()  # a base that cannot be used is said before a case is made
    with open_cases(context, dossiers, create=True) as store:
        hold(store, context, store.create_case(dossier, description), changes, simple, sans_questions, note)


@app.command(
    help="Reprendre un dossier. Un autre jour que le dernier entretien, c'en est un nouveau, qui part des réponses"
    " d'alors et dit ce qui a changé depuis.",
)
def reprendre(
    ctx: typer.Context, dossier: CaseName, profil: Audience = None, stade: Stage = None, secteur: Sectors = None,
    besoin: Needs = None, departement: Department = None, region: Region = None, commune: Town = None,
    situation: Situations = None, forme: LegalForm = None, oublier: Forgotten = None, note: NoteText = None,
    meme_entretien: Annotated[
        bool, typer.Option("--meme-entretien", help="Compléter le dernier entretien au lieu d'en ouvrir un.")
    ] = False,
    nouvel_entretien: Annotated[
        bool, typer.Option("--nouvel-entretien", help="Ouvrir un entretien, même le même jour.")
    ] = False,
    dossiers: Dossiers = None, sans_questions: Silent = False, simple: Simple = False,
) -> None:  # fmt: skip
    """The last interview of the day, or a new one that begins with its answers."""
    from ess_orient.cli.interview.place import open_cases
    from ess_orient.cli.interview.run import hold
    from ess_orient.intake.finding import find_case

    context: Context = ctx.obj
    changes = answers_given(context, {
        "profil": profil, "stade": stade, "secteurs": secteur, "besoins": besoin, "departement": departement,
        "region": region, "commune": commune, "situation": situation, "forme": forme,
    }, oublier)  # fmt: skip
    with open_cases(context, dossiers) as store:
        case = find_case(store, dossier)
        if nouvel_entretien or (case.last.day != context.today and not meme_entretien):
            case = store.new_interview(case)
        hold(store, context, case, changes, simple, sans_questions, note)


@app.command(help="Changer des réponses, le nom, le projet ou l'état d'un dossier, sans ouvrir d'entretien.")
def modifier(
    ctx: typer.Context, dossier: CaseName, profil: Audience = None, stade: Stage = None, secteur: Sectors = None,
    besoin: Needs = None, departement: Department = None, region: Region = None, commune: Town = None,
    situation: Situations = None, forme: LegalForm = None, oublier: Forgotten = None,
    nom: Annotated[str | None, typer.Option("--nom", metavar="NOM", help="Nouveau nom du dossier.")] = None,
    projet: Annotated[str | None, typer.Option("--projet", metavar="TEXTE", help="Le projet, redit.")] = None,
    etat: Annotated[str | None, typer.Option("--etat", metavar="ouvert|clos", help="Clore ou rouvrir.")] = None,
    retirer_note: Annotated[
        list[int] | None, typer.Option("--retirer-note", metavar="NUMERO", help="Note à effacer.")
    ] = None,
    dossiers: Dossiers = None,
) -> None:  # fmt: skip
    """Each change is kept at once."""
    from ess_orient.cli.interview.change import Told, modify
    from ess_orient.cli.interview.place import open_cases

    context: Context = ctx.obj
    changes = answers_given(context, {
        "profil": profil, "stade": stade, "secteurs": secteur, "besoins": besoin, "departement": departement,
        "region": region, "commune": commune, "situation": situation, "forme": forme,
    }, oublier)  # fmt: skip
    with open_cases(context, dossiers) as store:
        modify(store, context, dossier, changes, Told(nom, projet, etat, tuple(retirer_note or ())))


@app.command(
    help="Écrire une note, libre ou liée à une réponse ou à un acteur, ou dire où en est le contact avec un acteur.",
    epilog='Exemple :\n\n  ess-orient entretien noter café --acteur adie --etat rendez_vous --le 1/12 "Mme B. le reçoit"',
)
def noter(
    ctx: typer.Context, dossier: CaseName,
    texte: Annotated[str, typer.Argument(metavar="TEXTE", help="La note ; - : lue sur l'entrée standard.")] = "",
    sur: Annotated[str | None, typer.Option("--sur", metavar="CLE", help="Réponse concernée : stade, besoins…")] = None,
    acteur: Annotated[
        str | None, typer.Option("--acteur", metavar="ACTEUR", help="Acteur concerné : identifiant ou nom.")
    ] = None,
    etat: Annotated[
        str | None,
        typer.Option("--etat", metavar="ETAT", help="propose, contacte, rendez_vous, sans_suite ou aide ; avec --acteur."),
    ] = None,
    le: Annotated[str | None, typer.Option("--le", metavar="DATE", help="Jour de cet état ; aujourd'hui sinon.")] = None,
    dossiers: Dossiers = None,
) -> None:  # fmt: skip
    """A note, a contact, or both."""
    from ess_orient.cli.interview.change import write_note
    from ess_orient.cli.interview.place import open_cases

    with open_cases(ctx.obj, dossiers) as store:
        write_note(store, ctx.obj, dossier, texte, sur, acteur, etat, le)


@app.command(help="Chercher parmi les dossiers. Sans rien préciser : tous, le dernier modifié d'abord.")
def liste(
    ctx: typer.Context,
    mots: Annotated[str, typer.Argument(metavar="MOTS", help="Mots du nom, du projet ou des notes.")] = "",
    etat: Annotated[
        list[str] | None,
        typer.Option("--etat", metavar="ETAT", help="ouvert, clos, ou état d'un contact : propose, contacte…"),
    ] = None,
    depuis: Annotated[str | None, typer.Option("--depuis", metavar="DATE", help="Modifiés ce jour-là ou après.")] = None,
    jusqu_a: Annotated[str | None, typer.Option("--jusqu-a", metavar="DATE", help="Modifiés au plus tard ce jour.")] = None,
    departement: Annotated[
        list[str] | None, typer.Option("--departement", metavar="LIEU", help="Code ou nom du département.")
    ] = None,
    a_relancer: Annotated[
        bool, typer.Option("--a-relancer", help="Ceux dont il faut prendre des nouvelles, l'attente la plus longue d'abord.")
    ] = False,
    apres: Annotated[int, typer.Option("--apres", metavar="JOURS", min=0, help="Silence au bout duquel relancer.")] = 30,
    format_: Annotated[str, typer.Option("--format", metavar="texte|json", help="Forme du résultat.")] = "texte",
    dossiers: Dossiers = None,
) -> None:  # fmt: skip
    """The cases that answer to all that is asked."""
    from ess_orient.cli.interview.lists import Asked, show_list
    from ess_orient.cli.interview.place import cases_path, open_cases

    if not cases_path(dossiers).exists():
        typer.echo("[]" if format_ == "json" else "Aucun dossier pour l'instant.")
        return
    asked = Asked(mots, tuple(etat or ()), depuis, jusqu_a, tuple(departement or ()), a_relancer, apres, format_)
    with open_cases(ctx.obj, dossiers) as store:
        show_list(store, ctx.obj, asked)


@app.command(help="Montrer un dossier : réponses, ce qui reste à demander, changements, suites, notes, orientation.")
def montrer(
    ctx: typer.Context, dossier: CaseName,
    tout: Annotated[bool, typer.Option("--tout", help="Notes entières, tous les résultats et toutes les raisons.")] = False,
    dossiers: Dossiers = None,
) -> None:  # fmt: skip
    """Nothing is changed by looking."""
    from ess_orient.cli.ask import screen
    from ess_orient.cli.interview.place import open_cases
    from ess_orient.cli.interview.session import Session
    from ess_orient.cli.interview.show import case_page
    from ess_orient.intake.finding import find_case

    with open_cases(ctx.obj, dossiers) as store:
        screen.show(case_page(Session(store, ctx.obj, find_case(store, dossier)), tout), simple=False)


@app.command(
    help="Essayer d'autres réponses sans toucher au dossier : les deux résultats côte à côte, ce qui apparaît, ce qui"
    " disparaît, et pourquoi.",
    epilog="Exemple :\n\n  ess-orient entretien simuler café --stade creation --forme scic",
)
def simuler(
    ctx: typer.Context, dossier: CaseName, profil: Audience = None, stade: Stage = None, secteur: Sectors = None,
    besoin: Needs = None, departement: Department = None, region: Region = None, commune: Town = None,
    situation: Situations = None, forme: LegalForm = None, oublier: Forgotten = None, dossiers: Dossiers = None,
) -> None:  # fmt: skip
    """What if."""
    from ess_orient.cli.interview.lists import show_trial
    from ess_orient.cli.interview.place import open_cases

    context: Context = ctx.obj
    changes = answers_given(context, {
        "profil": profil, "stade": stade, "secteurs": secteur, "besoins": besoin, "departement": departement,
        "region": region, "commune": commune, "situation": situation, "forme": forme,
    }, oublier)  # fmt: skip
    with open_cases(context, dossiers) as store:
        show_trial(store, context, dossier, changes)


@app.command(
    help="Remettre une fiche (html, pdf, markdown, texte, json), donner tout ce qui est gardé sur une personne"
    " (--personne), ou sauvegarder tous les dossiers (--sauvegarde FICHIER).",
)
def exporter(
    ctx: typer.Context,
    dossier: Annotated[str, typer.Argument(metavar="DOSSIER", help="Nom du dossier, son début, ou son numéro.")] = "",
    format_: Annotated[
        str, typer.Option("--format", metavar="texte|markdown|html|pdf|json", help="Forme de la fiche.", show_default="texte")
    ] = "texte",
    conseiller: Annotated[
        bool, typer.Option("--conseiller", help="Fiche du conseiller : inconnues, scores, notes, suites.")
    ] = False,
    personne: Annotated[bool, typer.Option("--personne", help="Tout ce qui est gardé sur la personne, en JSON.")] = False,
    sauvegarde: Annotated[
        str | None, typer.Option("--sauvegarde", metavar="FICHIER", help="Copier tous les dossiers dans ce fichier.")
    ] = None,
    remplacer: Annotated[bool, typer.Option("--remplacer", help="Remplacer le fichier s'il existe.")] = False,
    sortie: Annotated[str | None, typer.Option("--sortie", metavar="FICHIER", help="Fichier où écrire ; - : sortie standard.")] = None,
    dossiers: Dossiers = None,
) -> None:  # fmt: skip
    """A sheet, a copy for the person, or a back-up."""
    from ess_orient.cli.interview.hand_over import Wanted, export
    from ess_orient.cli.interview.place import open_cases

    with open_cases(ctx.obj, dossiers) as store:
        export(store, ctx.obj, dossier, Wanted(format_, conseiller, personne, sauvegarde, remplacer, sortie))


@app.command(
    help="Reprendre une sauvegarde faite avec « exporter --sauvegarde ». Rien n'est remplacé sans --remplacer."
)
def restaurer(
    ctx: typer.Context,
    fichier: Annotated[str, typer.Argument(metavar="FICHIER", help="La sauvegarde.")],
    remplacer: Annotated[
        bool, typer.Option("--remplacer", help="Remplacer les dossiers d'aujourd'hui, gardés à côté sous un autre nom.")
    ] = False,
    dossiers: Dossiers = None,
) -> None:  # fmt: skip
    """A back-up takes the place of the cases."""
    from ess_orient.cli.interview.hand_over import bring_back

    bring_back(ctx.obj, fichier, remplacer, dossiers)


@app.command(
    help="Effacer un dossier pour de bon : réponses, notes et suites ne sont plus ni dans le fichier ni dans son journal."
)
def supprimer(ctx: typer.Context, dossier: CaseName, oui: Yes = False, dossiers: Dossiers = None) -> None:
    """Erase one case."""
    from ess_orient.cli.interview.erase import erase_one
    from ess_orient.cli.interview.place import open_cases

    with open_cases(ctx.obj, dossiers) as store:
        erase_one(store, dossier, oui)


@app.command(help="Effacer pour de bon les dossiers que rien n'a changés depuis une date.")
def purger(
    ctx: typer.Context,
    avant: Annotated[
        str | None, typer.Option("--avant", metavar="DATE", help="Effacer ce qui n'a pas changé depuis ce jour.")
    ] = None,
    traces: Annotated[
        bool, typer.Option("--traces", help="Seulement nettoyer le fichier de ce qui est déjà effacé.")
    ] = False,
    oui: Yes = False, dossiers: Dossiers = None,
) -> None:  # fmt: skip
    """The limit to how long things are kept."""
    from ess_orient.cli.interview.erase import purge
    from ess_orient.cli.interview.place import open_cases

    with open_cases(ctx.obj, dossiers) as store:
        purge(store, ctx.obj, avant, traces, oui)
