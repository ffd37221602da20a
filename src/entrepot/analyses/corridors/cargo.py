"""A consignment as people write it ("1 FEU", "20 t", "500 kg"), and what it is billed for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from entrepot.analyses.corridors.goods import checked_goods
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.metadata.errors import UsageError

BOX = {"payload": 26.5, "load": 20.0, "volume": 67.7, "chargeable": 166.7}
"""Of a 40-foot container, where no parameters are given; the layer's own say the same (a test holds it)."""
KG = 1000.0
TEU = 0.5
HEAVIEST = 1_000_000.0
"""Tonnes; more than this is no consignment but a year's trade, and its price is not that of boxes."""
_AMOUNT = re.compile(r"(?P<number>[-+]?[\d.,\s\u00a0\u202f']*\d)\s*(?P<unit>[^\W\d]+[23³²]?)\.?", re.UNICODE)
_UNITS = {
    "feu": "FEU", "teu": "TEU", "t": "t", "ton": "t", "tons": "t", "tonne": "t", "tonnes": "t", "т": "t",
    "kg": "kg", "kgs": "kg", "кг": "kg", "m3": "m3", "m³": "m3", "cbm": "m3", "м3": "m3", "м³": "m3",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cargo:
    """A consignment.

    Attributes:
        tonnes: gross of packing, net of the container.
        feu: forty-foot containers it is billed for; a lot that fills no box pays for its share of one.
        cubic_metres: volume.
        value_usd: what the goods are worth, None where not known.
        goods: HS code, empty where not said.
        label: as the user put it, "1 FEU".
        method: how weight, volume and boxes were had, in words.
    """

    tonnes: float
    feu: float
    cubic_metres: float
    value_usd: float | None = None
    goods: str = ""
    label: str = ""
    method: str = ""

    def chargeable_kg(self, kg_per_cubic_metre: float = BOX["chargeable"]) -> float:
        """What air freight is billed for: its kilograms, or those of its volume if that is more."""
        return max(self.tonnes * KG, self.cubic_metres * kg_per_cubic_metre)

    @property
    def usd_per_kg(self) -> float | None:
        """Value density; None where the value is not known."""
        return None if self.value_usd is None else self.value_usd / (self.tonnes * KG)


def cargo(
    amount: str = "1 FEU",
    *,
    goods: str = "",
    value: float | None = None,
    weight: str | float | None = None,
    volume: str | float | None = None,
    parameters: Parameters | None = None,
) -> Cargo:
    """A consignment from what a user writes.

    Args:
        amount: "1 FEU", "2 TEU", "20 t", "500 kg" or "12 m3"; decimals with a point or a comma.
        goods: HS code, or the name of an HS chapter.
        value: of the whole consignment, USD.
        weight: of the whole consignment, "18 t" or tonnes; left out, that of an average box.
        volume: of the whole consignment, "30 m3" or cubic metres; left out, that of average boxed goods.
        parameters: where payload, load and volume of a box are stated; left out, `BOX`.

    Raises:
        UsageError: not an amount, not positive, absurd, given twice, or too heavy or large for the boxes.
        BadInput: goods that are in no chapter of the HS.
    """
    box = _box(parameters)
    number, unit = _parsed(amount, "the cargo")
    heavy = None if weight is None else _weight(weight)
    large = None if volume is None else _volume(volume)
    made = _boxed if unit in ("FEU", "TEU") else _loose
    tonnes, feu, cubic, method = made(number, unit, heavy, large, box)
    if tonnes > HEAVIEST:
        raise UsageError(f"{amount} is no consignment: at most {HEAVIEST:,.0f} t can be asked for at once.")
    if value is not None and not 0.0 <= value < float("inf"):
        raise UsageError(f"The goods cannot be worth {value} USD.")
    return Cargo(tonnes, feu, cubic, value, checked_goods(goods), amount.strip(), method)


def _boxed(
    number: float, unit: str, weight: float | None, volume: float | None, box: dict[str, float]
) -> tuple[float, float, float, str]:
    feu = number if unit == "FEU" else number * TEU
    heaviest, largest = feu * box["payload"], feu * box["volume"]
    if weight is not None and weight > heaviest:
        raise UsageError(f"{number:g} {unit} carry at most {heaviest:g} t, not {weight:g} t.")
    if volume is not None and volume > largest:
        raise UsageError(f"{number:g} {unit} hold at most {largest:g} m3, not {volume:g} m3.")
    tonnes = feu * box["load"] if weight is None else weight
    how = "its weight as given" if weight is not None else f"{box['load']:g} t in each FEU, an average load"
    return tonnes, feu, largest if volume is None else volume, f"Full containers, {how}."


def _loose(
    number: float, unit: str, weight: float | None, volume: float | None, box: dict[str, float]
) -> tuple[float, float, float, str]:
    if (unit == "m3" and volume is not None) or (unit != "m3" and weight is not None):
        raise UsageError(f"{number:g} {unit} is said twice: leave out the weight or volume beside it.")
    density = box["load"] / box["volume"]  # of average boxed goods
    if unit == "m3":
        cubic, tonnes = number, number * density if weight is None else weight
    else:
        tonnes = number / KG if unit == "kg" else number
        cubic = tonnes / density if volume is None else volume
    feu = max(tonnes / box["payload"], cubic / box["volume"])
    return (
        tonnes,
        feu,
        cubic,
        (
            f"A lot of {tonnes:g} t and {cubic:.3g} m3 pays for {feu:.3g} FEU: the larger of its shares of a "
            f"box's payload ({box['payload']:g} t) and volume ({box['volume']:g} m3). What a forwarder adds "
            "for filling a box with several lots is not in it."
        ),
    )


def _box(parameters: Parameters | None) -> dict[str, float]:
    if parameters is None:
        return BOX
    stated = {name: parameters.span(name) for name in BOX}
    return {name: span.typical if span else BOX[name] for name, span in stated.items()}


def _weight(written: str | float) -> float:
    return _measure(written, "the weight", "t", {"t": 1.0, "kg": 1.0 / KG})


def _volume(written: str | float) -> float:
    return _measure(written, "the volume", "m3", {"m3": 1.0})


def _measure(written: str | float, of: str, unit: str, factors: dict[str, float]) -> float:
    text = f"{written!r} {unit}" if isinstance(written, (int, float)) else written
    text = text if re.search(r"[^\W\d]", text) else f"{text} {unit}"
    number, named = _parsed(text, of)
    if named not in factors:
        raise UsageError(f"{of.capitalize()} is given in {' or '.join(factors)}, not in {named}.")
    return number * factors[named]


def _parsed(text: str, of: str) -> tuple[float, str]:
    """Number and unit; the sign is read so that the message about it can be its own."""
    found = _AMOUNT.fullmatch(text.strip())
    unit = _UNITS.get(found["unit"].casefold()) if found else None
    if found is None or unit is None:
        hint = _nearest(found["unit"]) if found else ""
        raise UsageError(
            f"“{text}” does not say {of}.{hint} Write it as “1 FEU”, “2 TEU”, “20 t”, “500 kg” or “12 m3”."
        )
    number = _number(found["number"], text)
    if not 0.0 < number < float("inf"):
        raise UsageError(f"“{text}”: {of} must be more than nothing.")
    return number, unit


def _number(written: str, text: str) -> float:
    bare = re.sub(r"[\s\u00a0\u202f']", "", written)
    # "1,000.5" and "1.000,5": the last of the two marks is the decimal one; "1,5" and "1.5" have but one.
    mark = max(bare.rfind("."), bare.rfind(","))
    if "." in bare and "," in bare:
        bare = re.sub(r"[.,]", "", bare[:mark]) + "." + bare[mark + 1 :]
    try:
        return float(bare.replace(",", "."))
    except ValueError:
        raise UsageError(f"“{text}” has a number that cannot be read; write 1234.5 or 1234,5.") from None


def _nearest(unit: str) -> str:
    from rapidfuzz import process  # only where something was mistyped

    close = process.extractOne(unit.casefold(), list(_UNITS), score_cutoff=60)
    return f" Did you mean {_UNITS[close[0]]}?" if close else ""
