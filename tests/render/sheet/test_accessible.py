"""axe-core finds nothing in the sheets, in Chromium, at the width of a telephone and of a screen.

Where Chromium or axe-core is missing the test is skipped and says so. axe-core is fetched once by npm into the cache;
ESS_ORIENT_AXE names a copy of axe.min.js to use instead.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from ess_orient.model.sheet import SheetReader
from ess_orient.render.sheet import as_html
from tests.render.sheet.sheets import case, sheet

AXE = "4.10.3"
AXE_SHA256 = "880970c081707360e64f34cea25ff91892f5bc95675b0776925b9709dd8a68bb"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
RUN = """<script>{axe}</script><script>
axe.run(document, {{runOnly: {{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}}})
  .then(found => {{ document.body.textContent = JSON.stringify(
    {{passes: found.passes.length, violations: found.violations.concat(found.incomplete)
      .map(one => [one.id, one.nodes.map(node => node.html + ' ' + node.failureSummary)])}}); }});
</script></body>"""

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium n'est pas installé : les fiches n'y sont pas éprouvées"
)


@pytest.fixture(scope="session")
def axe() -> str:
    named = os.environ.get("ESS_ORIENT_AXE")
    path = Path(named) if named else user_cache_path("ess-orient", appauthor=False) / f"axe-{AXE}.min.js"
    if not path.is_file():
        if shutil.which("npm") is None:
            pytest.skip("axe-core n'est pas là et npm non plus : l'accessibilité des fiches n'est pas éprouvée")
        _fetch(path)
    text = path.read_text(encoding="utf-8")
    assert named or hashlib.sha256(text.encode()).hexdigest() == AXE_SHA256
    return text


def _fetch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = path.parent / f"npm-{os.getpid()}"
    folder.mkdir()
    try:
        subprocess.run(["npm", "pack", f"axe-core@{AXE}", "--silent"], cwd=folder, check=True, timeout=60,
                       capture_output=True)  # fmt: skip
        with tarfile.open(fileobj=io.BytesIO(next(folder.glob("*.tgz")).read_bytes())) as archive:
            member = archive.extractfile("package/axe.min.js")
            assert member is not None
            path.write_bytes(member.read())
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"axe-core n'a pas pu être téléchargé ({type(error).__name__}) : accessibilité non éprouvée")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def chromium(page: Path, width: int, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         f"--user-data-dir={page.parent / 'chromium'}", f"--window-size={width},900", *more, page.as_uri()],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize("width", [390, 1000])
@pytest.mark.parametrize("reader", SheetReader)
def test_axe_finds_nothing(reader: SheetReader, width: int, axe: str, tmp_path: Path) -> None:
    made = as_html(sheet("commerce", reader, case=case("Une note.")))
    page = tmp_path / "fiche.html"
    page.write_text(POLICY.sub("", made).replace("</body>", RUN.format(axe=axe)), encoding="utf-8")
    shown = chromium(page, width, "--dump-dom", "--virtual-time-budget=20000").stdout
    told = re.search(r"<body[^>]*>(\{.*\})\s*</body>", shown, re.DOTALL)
    assert told, shown[-500:]
    found = json.loads(html.unescape(told[1]))
    assert found["passes"] > 10
    assert [one for one in found["violations"] if _counts(*one)] == []


def _counts(rule: str, nodes: list[str]) -> bool:
    """axe cannot tell the contrast of text drawn on a drawn box: `test_diagram` works it out."""
    return rule != "color-contrast" or not all(node.startswith("<tspan") for node in nodes)


def test_the_page_breaks_none_of_its_own_policy(tmp_path: Path) -> None:
    page = tmp_path / "fiche.html"
    page.write_text(as_html(sheet("commerce")), encoding="utf-8")
    ran = chromium(page, 390, "--dump-dom", "--enable-logging=stderr")
    assert "</footer>" in ran.stdout
    assert "Content Security Policy" not in ran.stderr


@pytest.mark.parametrize("width", [390, 1000])
def test_nothing_is_wider_than_the_screen(width: int, tmp_path: Path) -> None:
    made = POLICY.sub("", as_html(sheet("commerce", words="Anticonstitutionnellement" * 20)))
    page = tmp_path / "fiche.html"
    script = "<script>document.body.textContent = document.documentElement.scrollWidth - document.documentElement.clientWidth</script></body>"
    page.write_text(made.replace("</body>", script), encoding="utf-8")
    shown = chromium(page, width, "--dump-dom").stdout
    told = re.search(r"<body[^>]*>(-?\d+)\s*</body>", shown)
    assert told and int(told[1]) <= 0, shown[-300:]
