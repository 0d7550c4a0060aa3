"""Kill a process that keeps cases, at random moments, and look whether anything it had confirmed is lost.

    python bench/intake_kills.py            # 200 kills
    python bench/intake_kills.py --kills 25 --seed 7

A child writes answers, notes and follow-ups, erases and backs up now and then, and prints a line for each thing
after the call that keeps it has returned. The parent kills it (SIGKILL) after a random delay, opens the file, which
checks its integrity, and looks for each confirmed line. One file of cases lives through all the kills.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from ess_orient.intake.backup import back_up
from ess_orient.intake.erasing import erase
from ess_orient.intake.store import Store
from ess_orient.model.case import Case, ContactState
from ess_orient.model.condition import AnswerKey

LONGEST_DELAY = 0.25
STAGES = ("idee", "emergence", "creation", "consolidation")


class Outcome(NamedTuple):
    """What a campaign found."""

    kills: int
    confirmed: int
    lost: tuple[str, ...]
    strays: int


def now() -> str:
    """The present moment, as the store keeps it."""
    return time.strftime("%Y-%m-%dT%H:%M:%S")


def write_for_ever(path: Path, run: int) -> None:
    """Keep things one after the other, and say each once it is kept."""
    with Store(path, now) as store:
        case = store.create_case(f"run {run}", "un café associatif")
        _say({"case": case.id})
        for number in range(1_000_000):
            case = _step(store, case, run, number)


def _step(store: Store, case: Case, run: int, number: int) -> Case:
    text = f"note {run}-{number} " + "x" * (number % 5000)
    match number % 6:
        case 0 | 3:
            stage = STAGES[number % len(STAGES)]
            case = store.set_answers(case, {AnswerKey.STAGE: (stage,)})
            _say({"case": case.id, "stage": stage})
        case 1 | 4:
            case = store.add_note(case, text)
            _say({"case": case.id, "note": text})
        case 2:
            case = store.set_contact(case, f"acteur-{number}", "Un acteur", ContactState.PROPOSED, "2026-11-23")
            _say({"case": case.id, "actor": f"acteur-{number}"})
        case _:
            _rarely(store, run, number)
    return case


def _rarely(store: Store, run: int, number: int) -> None:
    """What rewrites the whole file: erasing, backing up."""
    if number % 30 == 5:
        passing = store.create_case(f"effacé {run}-{number}", "secret")
        erase(store, [passing.id])
        _say({"erased": passing.id})
    elif number % 30 == 17:
        back_up(store, store.path.with_name("sauvegarde.sqlite"), replace=True)
        _say({"backup": True})


def _say(fact: dict[str, object]) -> None:
    print(json.dumps(fact), flush=True)


def killed_run(path: Path, run: int, delay: float) -> list[dict[str, object]]:
    """One child killed after `delay` seconds; what it had confirmed. A line cut short confirms nothing."""
    child = subprocess.Popen([sys.executable, __file__, "--child", str(path), str(run)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    first = child.stdout.readline()  # the delay counts from the moment it writes
    time.sleep(delay)
    os.kill(child.pid, signal.SIGKILL)
    rest = child.stdout.read()
    child.wait()
    return [json.loads(line) for line in (first + rest).split(b"\n")[:-1] if line]


def lost_of(path: Path, facts: list[dict[str, object]]) -> list[str]:
    """What was confirmed and is no longer there. Opening checks the integrity of the file."""
    if not facts:
        return []
    last_stage = next((fact["stage"] for fact in reversed(facts) if "stage" in fact), None)
    with Store(path, now) as store:
        case = store.case(int(str(facts[0]["case"])))
        erased = {number for (number,) in store.connection.execute("SELECT id FROM cases")}
    notes, actors = {note.text for note in case.notes}, {contact.actor for contact in case.contacts}
    lost = [str(fact)[:60] for fact in facts if "note" in fact and fact["note"] not in notes]
    lost += [str(fact) for fact in facts if "actor" in fact and fact["actor"] not in actors]
    lost += [str(fact) for fact in facts if fact.get("erased") in erased]
    if last_stage is not None:
        # The answer being kept when the process died may have been kept without being confirmed.
        following = STAGES[(STAGES.index(str(last_stage)) + 3) % 4]
        kept = case.last.profile.answers.get(AnswerKey.STAGE, ("nothing",))[0]
        if kept not in (last_stage, following):
            lost.append(f"stage {last_stage}, found {kept}")
    return lost


def campaign(folder: Path, kills: int, seed: int) -> Outcome:
    """Kill so many times; what was confirmed and what was lost."""
    chance = random.Random(seed)
    path = folder / "dossiers.sqlite"
    confirmed, lost = 0, []
    for run in range(kills):
        facts = killed_run(path, run, chance.uniform(0, LONGEST_DELAY))
        confirmed += len(facts)
        lost += lost_of(path, facts)
    return Outcome(kills, confirmed, tuple(lost), len(list(folder.glob("*.partiel"))))


def main() -> int:
    """Run the campaign, or be its child."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        write_for_ever(Path(given.child[0]), int(given.child[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        found = campaign(Path(folder), given.kills, given.seed)
    print(f"{found.kills} kills, {found.confirmed} things confirmed, {len(found.lost)} lost, "
          f"{time.monotonic() - started:.0f} s")  # fmt: skip
    for each in found.lost:
        print("lost:", each)
    return 1 if found.lost else 0


if __name__ == "__main__":
    sys.exit(main())
