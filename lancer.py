#!/usr/bin/env python3
"""Set up what is missing, then run ess-orient: `python3 lancer.py`. Checks: `python3 lancer.py tests`.

Plain Python, standard library only. The libraries go into `.venv`, from a lock with hashes; the project itself is not
built, only pointed to, so nothing but the lock is ever downloaded. What is set up is remembered and not done again.
"""

import os
import sys
import zlib

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "ess-orient.txt")
OLDEST = (3, 11)
UNUSABLE = 2


def main(arguments):
    # type: (list[str]) -> int
    """Set up, then run. The exit code of what was run."""
    if sys.version_info < OLDEST:
        found = "{}.{}".format(*sys.version_info[:2])
        return refuse(
            f"Python {found} est trop ancien ; Python 3.11 ou plus récent est nécessaire.",
            "Installez-le, puis relancez avec lui, par exemple : python3.12 lancer.py",
        )
    for_tests = arguments[:1] == ["tests"]
    if arguments[:1] == ["--reinstaller"]:
        forget()
        arguments = arguments[1:]
    code = set_up("requirements-dev.lock" if for_tests else "requirements.lock")
    if code:
        return code
    if for_tests:
        return run_checks(arguments[1:])
    return become([python(), "-m", "ess_orient", *arguments])


def say(text):
    # type: (str) -> None
    """A line for the person, on standard error: results alone go to standard output."""
    import shutil
    import textwrap

    if sys.stderr is not None:
        width = max(shutil.get_terminal_size((80, 24)).columns, 20)
        lines = [
            textwrap.fill(line, width, break_on_hyphens=False, break_long_words=False) for line in text.split("\n")
        ]
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()


def refuse(message, *remedies):
    # type: (str, str) -> int
    """Say what is wrong and what to do."""
    say("Erreur : " + message)
    for remedy in remedies:
        say("  " + remedy)
    return UNUSABLE


def python():
    # type: () -> str
    """The interpreter of the environment."""
    return os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")


def become(command):
    # type: (list[str]) -> int
    """Run in place of this process, so that signals and the terminal are the program's own."""
    if os.name == "nt":
        import subprocess

        return subprocess.call(command)
    sys.stdout.flush()
    os.execv(command[0], command)
    return UNUSABLE


# --- setting up ---------------------------------------------------------------------------------------------------


def mark(lock):
    # type: (str) -> str
    """What the environment must have been made from."""
    parts = [lock, "{}.{}".format(*sys.version_info[:2]), str(zlib.crc32(ROOT.encode("utf-8", "surrogateescape")))]
    for name in ("pyproject.toml", lock):
        with open(os.path.join(ROOT, name), "rb") as stream:
            content = stream.read()
        parts.append(f"{len(content)}-{zlib.crc32(content):08x}")
    return " ".join(parts)


def marks():
    # type: () -> list[str]
    """The marks of what is already there."""
    try:
        with open(STAMP, encoding="utf-8") as stream:
            return stream.read().split("\n")
    except OSError:
        return []


def forget():
    # type: () -> None
    """Have everything set up again."""
    if os.path.exists(STAMP):
        os.remove(STAMP)


def set_up(lock):
    # type: (str) -> int
    """Have the libraries of a lock in the environment; 0 when they are there."""
    try:
        wanted = mark(lock)
        present = marks()
        if wanted in present and os.path.exists(python()):
            return 0
        code = make_environment() or install(lock)
        if code == 0:
            point_to_sources()
            compile_sources()
            keep = [line for line in present if line and not line.startswith(lock + " ")]
            with open(STAMP, "w", encoding="utf-8") as stream:
                stream.write("\n".join([*keep, wanted]))
        return code
    except OSError as error:
        return refuse_system(error)
    except KeyboardInterrupt:
        say("Interrompu. Relancez la même commande pour finir l'installation.")
        return 130


def refuse_system(error):
    # type: (OSError) -> int
    """Word what the system refused."""
    import errno

    where = f" « {error.filename} »" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return refuse("le disque est plein.", "Libérez environ 100 Mo, puis relancez la même commande.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return refuse(f"accès refusé{where}.", "Copiez le dossier du projet là où vous pouvez écrire.")
    return refuse("fichier{} : {}.".format(where, errno.errorcode.get(error.errno or 0, "erreur du système")))


def make_environment():
    # type: () -> int
    """Make `.venv` unless a working one is there."""
    import subprocess

    if os.path.exists(python()):
        seen = subprocess.run(
            [python(), "-c", f"import sys, pip; print(sys.version_info[:2] == {sys.version_info[:2]})"],
            capture_output=True, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if seen.stdout.strip() == "True":
            return 0
        if not os.path.exists(STAMP):
            return refuse(
                "le dossier .venv existe, mais il n'a pas été préparé par lancer.py ou ne peut pas servir.",
                f"Supprimez ou renommez le dossier « {VENV} », puis relancez.",
            )
    say("Préparation d'un dossier d'installation (.venv)…")
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        return refuse(
            "il manque à Python de quoi préparer un environnement (modules venv et ensurepip).",
            "Sur Debian ou Ubuntu : sudo apt install python3-venv",
            "Sur Fedora : sudo dnf install python3-pip ; sinon, installez Python depuis python.org.",
        )
    try:
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=os.name != "nt").create(VENV)
    except subprocess.CalledProcessError:
        return refuse(
            "Python n'a pas pu préparer l'environnement (pip ne s'installe pas).",
            "Sur Debian ou Ubuntu : sudo apt install python3-venv",
            "Vérifiez aussi qu'il reste de la place sur le disque.",
        )
    return 0


def install(lock):
    # type: (str) -> int
    """Install the libraries of a lock, each checked against its hash."""
    import subprocess

    say(f"Installation des bibliothèques ({lock}) : une minute au plus, une seule fois…")
    done = subprocess.run(
        [
            python(), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--no-deps",
            "--only-binary", ":all:", "--require-hashes", "-r", os.path.join(ROOT, lock),
        ],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        encoding="utf-8", errors="replace", env=dict(os.environ, PYTHONIOENCODING="utf-8"),
    )  # fmt: skip
    if done.returncode == 0:
        say("C'est prêt.")
        return 0
    return refuse(*why_not_installed(done.stdout))


NO_NETWORK = ("NewConnectionError", "NameResolutionError", "Temporary failure", "ConnectTimeout", "ProxyError",
              "Network is unreachable", "Connection refused", "ConnectionError", "Failed to establish")  # fmt: skip


def why_not_installed(output):
    # type: (str) -> tuple[str, ...]
    """A French sentence from pip's output, and its last line for whoever helps."""
    lines = [line for line in output.splitlines() if "ERROR" in line] or output.splitlines()
    detail = "Détail technique : " + (lines[-1].strip() if lines else "aucun")
    if "No space left" in output:
        return "le disque est plein.", "Libérez environ 100 Mo, puis relancez la même commande.", detail
    if "DO NOT MATCH THE HASHES" in output:
        return ("un fichier reçu n'est pas celui attendu : rien n'a été installé.",
                "Réessayez depuis un autre réseau ; si cela dure, signalez-le.", detail)  # fmt: skip
    if "CERTIFICATE_VERIFY_FAILED" in output:
        return ("la connexion n'est pas sûre : le certificat du serveur est refusé.",
                "Dans une organisation, demandez le réglage de pip à votre service informatique.", detail)  # fmt: skip
    if any(sign in output for sign in NO_NETWORK):
        return ("pas de réseau : les bibliothèques n'ont pas pu être téléchargées.",
                "Connectez-vous, puis relancez la même commande. Une fois installé, ess-orient marche hors ligne.",
                detail)  # fmt: skip
    return (
        "l'installation des bibliothèques a échoué.",
        "Relancez la même commande ; si cela dure, signalez-le.",
        detail,
    )


def point_to_sources():
    # type: () -> None
    """Let the environment find the project where it lies, without building it."""
    import subprocess

    asked = subprocess.run(
        [python(), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True
    )
    with open(os.path.join(asked.stdout.strip(), "ess_orient_sources.pth"), "w", encoding="utf-8") as stream:
        stream.write(os.path.join(ROOT, "src") + "\n")


def compile_sources():
    # type: () -> None
    """Spare the first start, and every start where nothing may be written, the work of compiling."""
    import subprocess

    subprocess.call([python(), "-m", "compileall", "-q", os.path.join(ROOT, "src")], stdin=subprocess.DEVNULL)


# --- checking -----------------------------------------------------------------------------------------------------


def checks(pytest_arguments):
    # type: (list[str]) -> list[tuple[str, list[str]]]
    """(what is checked, command), quickest first."""
    module = [python(), "-m"]
    found = [
        ("règles d'écriture (ruff check)", [*module, "ruff", "check", "."]),
        ("mise en forme (ruff format)", [*module, "ruff", "format", "--check", "."]),
        ("types (mypy --strict)", [*module, "mypy", "--strict"]),
        (
            "architecture (import-linter)",
            [python(), "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        ),
        ("base de règles (ess-orient base verifier)", [*module, "ess_orient", "base", "verifier"]),
        ("tests (pytest)", [*module, "pytest", *(pytest_arguments or ["-n", "auto", "--dist", "loadfile"])]),
    ]
    has_base = os.path.exists(os.path.join(ROOT, "src", "ess_orient", "cli", "commands", "base.py"))
    return [check for check in found if has_base or "base verifier" not in check[0]]


def run_checks(pytest_arguments):
    # type: (list[str]) -> int
    """Run every check to its end, then sum up; 0 if all pass."""
    import subprocess
    import time

    results = []
    environment = dict(os.environ, PYTHONPATH=os.path.join(ROOT, "src"))
    for name, command in checks(pytest_arguments):
        say("\n=== " + name)
        start = time.monotonic()
        try:
            code = subprocess.call(command, cwd=ROOT, env=environment)
        except KeyboardInterrupt:
            say("Interrompu.")
            return 130
        results.append((name, code, time.monotonic() - start))
    say("\n=== Bilan")
    for name, code, seconds in results:
        say("{}  {} ({:.1f} s)".format("réussi" if code == 0 else "ÉCHOUÉ", name, seconds))
    failed = sum(code != 0 for _, code, _ in results)
    say("Tout est bon." if not failed else f"{failed} vérification(s) en échec.")
    return 1 if failed else 0


if __name__ == "__main__":
    for output in (sys.stdout, sys.stderr):
        if hasattr(output, "reconfigure"):
            output.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
