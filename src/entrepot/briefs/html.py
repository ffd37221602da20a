"""HTML: one file that needs nothing else, on a screen of any width, in light and dark, and on paper."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import partial
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from entrepot.briefs.csv import csv_of
from entrepot.briefs.figures import Figures, in_plane, of_chart, of_map
from entrepot.briefs.layout import lay_out
from entrepot.briefs.pictures import Remember, pictures
from entrepot.briefs.widths import NARROW
from entrepot.briefs.words import words
from entrepot.dossier.model import Chart, Dossier, Map, Table

_TEMPLATES = files("entrepot.briefs") / "templates"


def render(dossier: Dossier, remember: Remember | None = None) -> bytes:
    """The dossier as one HTML file, UTF-8, that fetches nothing and works without its script."""
    style, script = _text("brief.css"), _text("brief.js")
    layout = lay_out(dossier)
    page = _template().render(
        **layout,
        style=Markup(style),  # noqa: S704 -- ours
        script=Markup(script),  # noqa: S704 -- ours
        policy=_policy(style, script),
        drawings=_pictures(dossier, remember),
        number=partial(_number, language=dossier.language),
        csv_files={table.key: csv_address(table) for table in dossier.tables()},
        behind=_behind(dossier),
    )
    return page.encode()


def _pictures(dossier: Dossier, remember: Remember | None) -> dict[str, dict[str, Markup]]:
    """SVG by key of chart, map or timeline, in a form for wide and one for narrow pages."""
    wide = pictures(dossier, remember=remember)
    narrow = pictures(dossier, width=NARROW, remember=remember)
    return {key: {"wide": _inline(wide[key]), "narrow": _inline(narrow[key])} for key in wide}


def _behind(dossier: Dossier) -> dict[str, Figures]:
    """What stands behind maps, and behind charts that no table of labels against series can hold, by key."""
    labels, found = words(dossier), {}
    for block in (block for section in dossier.sections for block in section.blocks):
        if isinstance(block, Map):
            found[block.key] = of_map(block, labels)
        elif isinstance(block, Chart) and in_plane(block):
            found[block.key] = of_chart(block, labels)
    return found


def csv_address(table: Table) -> str:
    """The table as CSV in a data: address, with the mark by which a spreadsheet knows UTF-8."""
    packed = base64.b64encode(csv_of(table).encode("utf-8-sig")).decode()
    return f"data:text/csv;charset=utf-8;base64,{packed}"


def _inline(picture: str) -> Markup:
    """The SVG without fixed size, so that the page gives it one; its text is escaped by Vega."""
    return Markup(re.sub(r' width="\d+" height="\d+"', "", picture, count=1))  # noqa: S704


def _policy(style: str, script: str) -> str:
    """What the page may load: nothing; what may run and dress it: the script and the sheet it carries."""
    allowed = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (script, style)]
    return (
        f"default-src 'none'; script-src 'sha256-{allowed[0]}'; style-src 'sha256-{allowed[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["web_address"] = _web_address
    environment.globals["pivot"] = pivot
    environment.loader = jinja2.FunctionLoader(_text)
    return environment.get_template("brief.html.j2")


def _number(value: float | str | None, *, language: str) -> str:
    """The bare value of a bar in its full precision; a word as it stands."""
    if isinstance(value, str):
        return value
    text = "" if value is None else f"{value:,.12g}"
    return text.replace(",", "\u202f").replace(".", ",") if language.startswith("fr") else text


def _web_address(url: str) -> str:
    """The address if a browser may follow it (http, https), else nothing."""
    return url if re.match(r"https?://", url, re.IGNORECASE) else ""


def pivot(data: list[dict[str, Any]]) -> dict[str, Any]:
    """The data of a chart as a table: series across, labels down; a missing value is None."""
    series = list(dict.fromkeys(datum["series"] for datum in data))
    labels = list(dict.fromkeys(datum["label"] for datum in data))
    found = {(datum["label"], datum["series"]): datum["value"] for datum in data}
    return {
        "series": series,
        "rows": [(label, [found.get((label, name)) for name in series]) for label in labels],
    }


def _text(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
