"""What a goal takes, in a terminal and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.corridors_tables import wrapped
from entrepot.cli.footnotes import plain
from entrepot.cli.output import print_table
from entrepot.cli.whatif_exploring_text import caveats_of, setting_as_dict, tell_notes, tell_setting
from entrepot.cli.whatif_numbers import percent

if TYPE_CHECKING:
    from entrepot.analyses.scenarios.exploring import BreakEven, Hours
    from entrepot.analyses.scenarios.exploring.hours import Scaled
    from entrepot.metadata.figure import Figure

_KNOWN = {
    "border_hours": "hours at the border",
    "handling_hours": "hours in the terminal",
    "gauge_hours": "hours of the change of gauge",
    "headway": "hours between two departures",
    "hours": "hours of the leg",
}
_HOW = (
    "Costs are scaled as they stand; the network is not asked whether it can be as fast as that.",
    "Best values alone: `entrepot whatif sensitivity` tells what the number hangs on.",
)


def tell_break_even(found: BreakEven) -> None:
    """Whether the goal can be reached, at what strength, and what that means."""
    title = found.goal.target.title(found.run.setting.world)
    tell_setting(found.run)
    click.echo(f"\nGoal: {title} {found.goal.change:+g} %.")
    stated = (
        "the world as stated does not balance"
        if found.stated is None
        else f"{percent(found.stated)} as stated"
    )
    click.echo(wrapped(f"{stated[0].upper()}{stated[1:]}; {_outcome(found)}"))
    varied = ", ".join(found.parts)
    click.echo(f"\nWhat strength {found.nearest[0]:.4g} means (what varies: {varied})")
    for need in found.needs:
        now, then = _value(need.stated), _value(need.needed)
        click.echo(wrapped(f"{need.part}: {need.what}: {then}, where {now} is stated", "· "))
    if found.hours is not None:
        _tell_hours(found.hours, found)
    tell_notes((*_HOW, *caveats_of(found.run)), found.curve().origins)


def _outcome(found: BreakEven) -> str:
    strength, value = found.nearest
    if found.reached:
        return f"the goal is reached at {strength:.4g} times the strength."
    return (
        f"the goal is not reached. Nearest is {percent(value)}, at {strength:.4g} times the strength: "
        f"{found.ended}."
    )


def _value(figure: Figure) -> str:
    return f"{figure.number:.3f}" if figure.unit == "1" else percent(figure.number)


def _tell_hours(hours: Hours, found: BreakEven) -> None:
    title = found.goal.target.title(found.run.setting.world)
    if hours.reached:
        click.echo(f"\nIn the network itself, searched {hours.searches} times, that is:")
    else:
        end = "with none of it left" if hours.to_nothing else "at the furthest that was looked at"
        click.echo(wrapped(
            f"In the network itself the goal is out of reach: {end}, {title} change by "
            f"{percent(hours.limit)}. That is:"
        ))  # fmt: skip
    heads = ("", "today", "as stated", "then", "of today's")
    print_table(heads, [_scaled(one) for one in hours.scaled], right=heads[1:])


def _scaled(one: Scaled) -> tuple[str, ...]:
    what = _KNOWN.get(one.quantity, one.quantity.replace("_", " "))
    where = f", {one.where}" if one.where else ""
    mode = f", {one.mode}" if one.mode else ""
    stated = (one.today[0] * one.times, one.today[1] * one.times)
    return (
        f"{what}{where}{mode}",
        f"{_range(one.today)} {one.unit}",
        _range(stated),
        _range(one.then),
        f"{100.0 * one.needed:.0f} %",
    )


def _range(ends: tuple[float, float]) -> str:
    low, high = ends
    return f"{low:.3g}" if abs(high - low) < 1e-9 else f"{low:.3g} to {high:.3g}"


def break_even_as_dict(found: BreakEven) -> dict[str, Any]:
    """JSON form: what was wanted, what it takes, every strength that was looked at."""
    return {
        **setting_as_dict(found.run),
        "goal": found.goal.written,
        "parts": list(found.parts),
        "reached": found.reached,
        "strength": found.strength,
        "nearest": {"strength": found.nearest[0], "value": found.nearest[1]},
        "start": found.start,
        "stated": found.stated,
        "ended": found.ended,
        "needs": plain(found.needs),
        "network": plain(found.hours),
        "curve": plain(found.curve().to_dict()),
        "caveats": [*_HOW, *caveats_of(found.run)],
    }
