"""A report as one HTML page that needs nothing else: drawings with their words and their tables, made to be printed."""

from __future__ import annotations

from html import escape

from ess_orient.model.report import Bars, Grid, Part, Report
from ess_orient.render.typography import safe, typeset

_HIDDEN = "moins de 5"
_ROW = 26
_STYLE = """
:root{--ink:#1b2b34;--quiet:#52646f;--line:#cfd8dc;--bar:#1f6f78;--pale:#eef4f5}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:#fff}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}h1{font-size:1.8rem;line-height:1.2;margin:.2em 0}
h2{font-size:1.3rem;margin:2.2rem 0 .4rem;border-bottom:2px solid var(--bar);padding-bottom:.2rem}
h3{font-size:1.05rem;margin:1.4rem 0 .2rem}p{margin:.4rem 0;max-width:44rem}.quiet{color:var(--quiet);font-size:.92rem}
.figures{display:flex;flex-wrap:wrap;gap:1rem;list-style:none;padding:0;margin:1rem 0}
.figures li{background:var(--pale);padding:.7rem 1.1rem;border-radius:.4rem;min-width:9rem}
.figures strong{display:block;font-size:1.5rem;line-height:1.2}
figure{margin:.6rem 0 1.2rem}svg{display:block;width:100%;height:auto;max-width:46rem}
svg text{font:13px system-ui,sans-serif;fill:var(--ink)}
details{margin:.3rem 0}summary{cursor:pointer;color:var(--quiet);font-size:.92rem}
table{border-collapse:collapse;margin:.5rem 0;font-size:.9rem}th,td{border:1px solid var(--line);padding:.25rem .5rem;text-align:left}
td{text-align:right;font-variant-numeric:tabular-nums}th[scope=row]{font-weight:400}.wide{overflow-x:auto}
.grid td{min-width:2.6rem}.grid th[scope=col]{font-size:.8rem;vertical-align:bottom;writing-mode:vertical-rl;transform:rotate(180deg)}
footer{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:.6rem;overflow-wrap:anywhere}
@page{size:A4;margin:14mm}
@media print{main{padding:0;max-width:none}body{font-size:10.5pt}h2,h3{break-after:avoid}figure,tr,.chart{break-inside:avoid}
svg{max-width:11cm}summary{display:none}.wide{overflow:visible}.grid{font-size:7.5pt;line-height:1.25}
.grid td,.grid th{min-width:0;padding:.1rem .25rem}.grid th[scope=col]{font-size:7.5pt}}
@media (max-width:480px){h1{font-size:1.5rem}.figures li{flex:1 1 100%}}
"""


def bilan_html(report: Report) -> str:
    """The page."""
    figures = "".join(f"<li><strong>{_text(value)}</strong>{_text(name)}</li>" for name, value in report.figures)
    summary = "".join(f"<p>{_text(line)}</p>" for line in report.summary)
    parts = "".join(_part(part) for part in report.parts)
    foot = "".join(f"<p class=quiet>{_text(line)}</p>" for line in report.foot)
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(report.title)}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{_text(report.title)}</h1><ul class=figures>{figures}</ul>{summary}{parts}"
        f"<footer>{foot}</footer></main></body></html>\n"
    )


def _part(part: Part) -> str:
    told = f"<p>{_text(part.text)}</p>" if part.text else ""
    points = "".join(f"<li>{_text(point)}</li>" for point in part.points)
    listed = f"<ul>{points}</ul>" if points else ""
    bars = "".join(_bars(bars) for bars in part.bars if bars.values)
    grid = _grid(part.grid) if part.grid is not None else ""
    return f"<section><h2>{_text(part.title)}</h2>{told}{listed}{bars}{grid}</section>"


def _bars(bars: Bars) -> str:
    note = f"<p class=quiet>{_text(bars.text)}</p>" if bars.text else ""
    rows = "".join(f"<tr><th scope=row>{_text(bar.name)}</th><td>{_count(bar.value)}</td></tr>" for bar in bars.values)
    table = f"<table><thead><tr><th scope=col>{_text(bars.title)}</th><th scope=col>{_text(bars.unit)}</th></tr></thead><tbody>{rows}</tbody></table>"
    return (
        f"<div class=chart><h3>{_text(bars.title)}</h3>{note}<figure>{_drawing(bars)}"
        f"<figcaption><details><summary>Les chiffres en tableau</summary>{table}</details></figcaption></figure></div>"
    )


def _drawing(bars: Bars) -> str:
    """Names above bars, so that long ones stay whole on a phone."""
    most = max((bar.value or 0 for bar in bars.values), default=0) or 1
    told = " ; ".join(f"{bar.name} : {_words(bar.value)}" for bar in bars.values)
    pieces = []
    for number, bar in enumerate(bars.values):
        top = number * (_ROW + 12)
        width = round(380 * (bar.value or 0) / most, 1)
        pieces.append(
            f'<text x="0" y="{top + 13}">{_text(_short(bar.name))}</text>'
            f'<rect x="0" y="{top + 18}" width="{width}" height="13" rx="2" fill="#1f6f78"/>'
            f'<text x="{width + 6}" y="{top + 29}">{_count(bar.value)}</text>'
        )
    height = len(bars.values) * (_ROW + 12)
    label = _text(f"{bars.title}, en {bars.unit}. {told}")
    return f'<svg viewBox="0 0 480 {height}" role="img" aria-label="{label}">{"".join(pieces)}</svg>'


def _grid(grid: Grid) -> str:
    """A table shaded by its counts is its own drawing; the SVG gives its shape at a glance."""
    most = max((value or 0 for _, row in grid.values for value in row), default=0) or 1
    head = "".join(f"<th scope=col>{number}. {_text(name)}</th>" for number, name in enumerate(grid.columns, 1))
    rows = []
    for name, values in grid.values:
        cells = "".join(f'<td style="{_shade(value, most)}">{_count(value, short=True)}</td>' for value in values)
        rows.append(f"<tr><th scope=row>{_text(name)}</th>{cells}</tr>")
    return (
        f"<h3>{_text(grid.title)}</h3><p class=quiet>{_text(grid.text)} « &lt;5 » : moins de 5.</p>"
        f"<figure>{_grid_drawing(grid, most)}</figure><div class=wide><table class=grid>"
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _grid_drawing(grid: Grid, most: int) -> str:
    """The same squares, their columns numbered as in the table below."""
    left, side = 190, 15
    pieces = [
        f'<text x="{left + column * side + 2}" y="11" style="font-size:9px">{column + 1}</text>'
        for column in range(len(grid.columns))
    ]
    for number, (name, values) in enumerate(grid.values):
        top = 16 + number * side
        pieces.append(f'<text x="0" y="{top + 11}" style="font-size:11px">{_text(_short(name, 32))}</text>')
        pieces += [
            f'<rect x="{left + column * side}" y="{top}" width="{side - 1}" height="{side - 1}" fill="{_colour(value, most)}"/>'
            for column, value in enumerate(values)
        ]
    width, height = left + len(grid.columns) * side, 18 + len(grid.values) * side
    told = f"{grid.title}. {len(grid.values)} lignes, {len(grid.columns)} colonnes. En tête : {grid.values[0][0]}, {grid.columns[0]}."
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{_text(told)} Le tableau suit.">{"".join(pieces)}</svg>'


def _colour(value: int | None, most: int) -> str:
    share = ((value if value is not None else 1) / most) ** 0.5 if value != 0 else 0.0
    mixed = [round(238 + (part - 238) * share) for part in (31, 111, 120)]
    return f"rgb({mixed[0]},{mixed[1]},{mixed[2]})"


def _shade(value: int | None, most: int) -> str:
    dark = value is not None and (value / most) ** 0.5 > 0.55
    return f"background:{_colour(value, most)}" + (";color:#fff" if dark else "")


def _short(name: str, most: int = 62) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"


def _words(value: int | None) -> str:
    return _HIDDEN if value is None else str(value)


def _count(value: int | None, short: bool = False) -> str:
    if value is None:
        return "&lt;5" if short else _HIDDEN
    return f"{value:,}".replace(",", "\u202f")


def _text(text: str) -> str:
    return escape(typeset(safe(text)), quote=True)
