"""Tables of doors as one self-contained HTML page: numbers first, colour as a help, no script."""

from __future__ import annotations

from collections.abc import Sequence

from ess_orient.rulebase.deserts import Table

_PAGE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{ digest }}'">
<title>Où les portes manquent</title>
<style>{{ style }}</style>
</head>
<body>
<main>
<h1>Où les portes manquent</h1>
<p>Base {{ version }}, le {{ day }}. Chaque case dit combien de portes propres répondent ; une case hachurée n'en a
aucune.</p>
{% for table in tables %}
<section>
<h2>{{ table.title }}</h2>
<div class="defile" tabindex="0" role="region" aria-label="{{ table.title }}">
<table>
<thead><tr><td></td>{% for _, label in table.columns %}<th scope="col">{{ label }}</th>{% endfor %}</tr></thead>
<tbody>
{% for (_, label), row in lines(table) %}<tr><th scope="row">{{ label }}</th>{% for count in row -%}
<td class="n{{ shade(table, count) }}">{{ count if count else "aucune" }}</td>{% endfor %}</tr>
{% endfor %}</tbody>
</table>
</div>
</section>
{% endfor %}
</main>
</body>
</html>
"""

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:1.5rem;color:#1a1a1a;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}
.defile{overflow-x:auto}
table{border-collapse:collapse;font-size:.85rem}
th,td{border:1px solid #c9c9c9;padding:.3rem .5rem;text-align:center}
th[scope=row]{text-align:left;font-weight:600;background:#fff;position:sticky;left:0}
th[scope=col]{vertical-align:bottom;font-weight:600}
.n0{background:repeating-linear-gradient(45deg,#fff,#fff 5px,#eee 5px,#eee 10px);color:#8a1c1c;font-weight:600}
.n1{background:#eef5ea}.n2{background:#d7ead0}.n3{background:#bcdcb4}.n4{background:#9acb93}
@media print{body{margin:0}.defile{overflow:visible}table{font-size:7pt}th,td{padding:1px 3px}}
"""


def heatmap(tables: Sequence[Table], version: str, day: str) -> str:
    """The page. `day`: as it is to be read, « 23 novembre 2026 »."""
    from base64 import b64encode
    from hashlib import sha256

    from jinja2 import Environment

    digest = b64encode(sha256(_STYLE.encode()).digest()).decode()
    template = Environment(autoescape=True).from_string(_PAGE)
    page: str = template.render(
        tables=tables, version=version, day=day, style=_STYLE, digest=digest, shade=shade,
        lines=lambda table: zip(table.rows, table.values, strict=True),
    )  # fmt: skip
    return page


def shade(table: Table, count: int) -> int:
    """0 for none, then four steps up to the highest count of the table."""
    most = max((value for row in table.values for value in row), default=0)
    return 0 if count == 0 else min(4, 1 + 4 * (count - 1) // max(most, 1))
