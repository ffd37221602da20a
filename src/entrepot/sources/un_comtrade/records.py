"""Records of UN Comtrade in our codes, types and units, each with whether it is the total of its flow."""

from __future__ import annotations

import polars as pl

from entrepot.metadata.reported import FLOWS
from entrepot.sources.place_codes import Recoding
from entrepot.sources.text_tables.cells import LINE, MAX_NUMBER, RECORD, numbers, refuse
from entrepot.sources.un_comtrade.codes import period_of, stated

_YES, _NO = ("true", "1", "1.0"), ("false", "0", "0.0")
_YES_OR_NO = (
    "isLeaf", "isNetWgtEstimated", "isQtyEstimated", "isReported", "isAggregate", "isOriginalClassification",
)  # fmt: skip
_CODE = r"^[0-9A-Za-z._-]{1,12}$"


def coded(frame: pl.DataFrame, recoding: Recoding) -> pl.DataFrame:
    """The records of a frame of text.

    Columns: those of the declared table but `confidential`, and service, apart, raw (the service's codes of
    reporter and partner), total, line.

    Raises:
        BadInput: a field that is not as the service has it, with line or record, and column.
    """
    where = recoding.where
    _refuse_unknown(where, frame)
    values = {name: _number(where, frame, name) for name in ("cifValue", "fobValue", "netWgt", "qty")}
    value = _value(where, frame)
    reporter, partner = (_unpadded(frame[name]) for name in ("reporterCode", "partnerCode"))
    rows = frame.with_columns(
        **values,
        value=value,
        aggrLevel=_number(where, frame, "aggrLevel", most=12),
        reporter=recoding.code("reporterCode", reporter).fill_null(""),
        partner=recoding.code("partnerCode", partner).fill_null(""),
        apart=recoding.in_group(reporter) | recoding.in_group(partner),
        secret=partner.is_in(stated("secret")),
        raw=reporter + " " + partner,
        line=frame[RECORD if RECORD in frame.columns else LINE].cast(pl.UInt32),
    )
    return rows.select(*_columns())


def _number(
    where: str, frame: pl.DataFrame, name: str, least: float = 0.0, most: float = MAX_NUMBER
) -> pl.Series:
    return numbers(where, frame, name, least=least, most=most)


def _value(where: str, frame: pl.DataFrame) -> pl.Series:
    """Of services it may be negative, as where claims exceed an insurer's premiums; of goods it may not."""
    value = _number(where, frame, "primaryValue", least=-MAX_NUMBER)
    negative = (value < 0) & (frame["typeCode"] == "C")
    refuse(where, frame, negative, "primaryValue", "is negative", expected="a value of goods from 0 up")
    return value


def _columns() -> list[pl.Expr]:
    cif, fob, value = (_positive(name) for name in ("cifValue", "fobValue", "value"))
    imports = pl.col("flowCode").is_in(["M", "RM", "FM", "MIP", "MOP"])
    as_cif, as_fob = (value == cif).fill_null(value=False), (value == fob).fill_null(value=False)
    valuation = (
        pl.when(as_cif & (~as_fob | imports)).then(pl.lit("CIF")).when(as_fob).then(pl.lit("FOB"))
    )  # fmt: skip
    unit = pl.when(pl.col("qtyUnitCode").is_in(["-1", "-1.0"])).then(None).otherwise(pl.col("qtyUnitCode"))
    weight, quantity = _positive("netWgt"), pl.when(unit.is_not_null()).then(_positive("qty"))
    product = pl.col("cmdCode")
    return [
        pl.col("reporter", "partner", "apart", "raw", "line", "value"),
        pl.col("typeCode").eq("S").alias("service"),
        pl.col("period"),
        pl.col("flowCode").alias("flow"),
        pl.col("classificationCode").alias("classification"),
        product.alias("product"),
        _level(product).alias("level"),
        _boolean("isLeaf").alias("leaf"),
        valuation.alias("valuation"),
        pl.when(valuation == "CIF").then(fob).when(valuation == "FOB").then(cif).alias("other_valuation"),
        pl.lit(None, pl.Float64).alias("processing"),
        weight.alias("net_weight"),
        pl.when(weight.is_not_null()).then(_boolean("isNetWgtEstimated")).alias("net_weight_estimated"),
        quantity.alias("quantity"),
        pl.when(quantity.is_not_null()).then(unit).alias("quantity_unit"),
        pl.when(quantity.is_not_null()).then(_boolean("isQtyEstimated")).alias("quantity_estimated"),
        pl.col("secret").alias("confidential"),
        _quality().alias("quality"),
        _flags().alias("flags"),
        pl.all_horizontal(_is_total(name, total) for name, total in stated("totals").items()).alias("total"),
    ]


def _unpadded(codes: pl.Series) -> pl.Series:
    """`036` and `36.0`, which other programs make of it, as 36."""
    return codes.fill_null("").str.replace(r"^0+(\d)", "$1").str.replace(r"\.0$", "")


def _positive(name: str) -> pl.Expr:
    """A field; a zero says that nobody gave one, and is absent."""
    return pl.when(pl.col(name) > 0).then(pl.col(name))


def _boolean(name: str) -> pl.Expr:
    text = pl.col(name).str.to_lowercase()
    return pl.when(text.is_in(_YES)).then(statement=True).when(text.is_in(_NO)).then(statement=False)


def _level(product: pl.Expr) -> pl.Expr:
    """As the service says it; else digits of the code, which holds for goods."""
    said = pl.col("aggrLevel").cast(pl.Int64)
    digits = pl.when(pl.col("typeCode") == "C").then(product.str.len_chars().cast(pl.Int64))
    return pl.when(product == "TOTAL").then(0).otherwise(pl.coalesce(said, digits))


def _quality() -> pl.Expr:
    """Derived where the United Nations added it up from what was reported in more detail."""
    summed = _boolean("isAggregate") & ~_boolean("isReported")
    return pl.when(summed.fill_null(value=False)).then(pl.lit("derived")).otherwise(pl.lit("reported"))


def _flags() -> pl.Expr:
    legacy = pl.col("legacyEstimationFlag").str.replace(r"\.0$", "")
    estimated = pl.when(legacy != "0").then(pl.format("estimation {}", legacy))
    converted = pl.when(~_boolean("isOriginalClassification")).then(pl.lit("converted classification"))
    both = pl.concat_str(estimated, converted, separator="; ", ignore_nulls=True)
    return pl.when(both != "").then(both)


def _is_total(name: str, total: list[str]) -> pl.Expr:
    code = pl.col(name).str.replace(r"\.0$", "")
    return code.is_null() | code.is_in(total)


def refuse_periods(where: str, frame: pl.DataFrame) -> None:
    """Raises `BadInput` for a record without a year or month."""
    texts = frame["period"]
    good = texts.is_in([text for text in texts.unique() if text and period_of(text)])
    refuse(
        where, frame, ~good.fill_null(value=False), "period", "is no period",
        expected="2023 for a year, 202302 for a month",
    )  # fmt: skip


def _refuse_unknown(where: str, frame: pl.DataFrame) -> None:
    refuse_periods(where, frame)
    goods = (frame["typeCode"] == "C") & frame["classificationCode"].is_in(stated("goods"))
    services = (frame["typeCode"] == "S") & frame["classificationCode"].is_in(stated("services"))
    yearly = (frame["freqCode"] == "A") & frame["period"].str.contains(r"^\d{4}(52)?$")
    monthly = (frame["freqCode"] == "M") & frame["period"].str.contains(r"^\d{4}(0[1-9]|1[0-2])$")
    known = ", ".join(stated("goods") + stated("services"))
    checks = (
        ("typeCode", frame["typeCode"].is_in(["C", "S"]), "C (goods) or S (services)"),
        ("freqCode", yearly | monthly, "A with a year, M with a month"),
        ("flowCode", frame["flowCode"].is_in([*FLOWS]), ", ".join(FLOWS)),
        ("classificationCode", goods | services, f"one of {known}, of the type in typeCode"),
        ("cmdCode", frame["cmdCode"].str.contains(_CODE), "a code such as 0304, 030462 or TOTAL"),
    )
    for column, good, expected in checks:
        refuse(
            where, frame, ~good.fill_null(value=False), column, "is not what the service has there",
            expected=expected,
        )  # fmt: skip
    _refuse_details(where, frame)


def _refuse_details(where: str, frame: pl.DataFrame) -> None:
    for column in _YES_OR_NO:
        wrong = ~frame[column].str.to_lowercase().is_in([*_YES, *_NO])
        refuse(where, frame, wrong, column, "is not yes or no", expected="true or false")
    for column in ("qtyUnitCode", "legacyEstimationFlag"):
        good = frame[column].str.contains(r"^-?\d{1,4}(\.0)?$")
        refuse(where, frame, ~good, column, "is no code of the service", expected="a whole number")
