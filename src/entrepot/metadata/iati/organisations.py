"""Tables of organisations, and of what was set apart or odd."""

from __future__ import annotations

from entrepot.metadata.iati.columns import FILE, LINE, MONEY, NUMBER, ORGANISATION, PERIOD, maybe, table
from entrepot.metadata.tables import Column

ORGANISATIONS = table(
    "organisations", "Organisations that report on themselves.",
    FILE, ORGANISATION, LINE,
    Column("identifier", "text", "the organisation's identifier"),
    maybe("name", "in English where it is given so"),
    maybe("reporting_ref", "identifier of who reports"), maybe("reporting_name", "name of who reports"),
    maybe("default_currency", "ISO 4217 code that holds where a value names none"),
    maybe("last_updated", "moment at which the publisher last changed it, as written"),
)  # fmt: skip

ORGANISATION_BUDGETS = table(
    "organisation_budgets", "What an organisation means to spend, or has spent, by period and recipient.",
    FILE, ORGANISATION, NUMBER, LINE,
    Column("kind", "text", "total-budget, recipient-org-budget, recipient-region-budget, "
           "recipient-country-budget or total-expenditure; parts are never added to totals"),
    maybe("status", "of a budget: 1 indicative, 2 committed"),
    maybe("recipient", "code or identifier of the country, region or organisation it is for"),
    maybe("recipient_name", "its name as written"),
    maybe("place", "our code of a recipient country (ISO 3166-1 alpha-3)"),
    *PERIOD, *MONEY,
)  # fmt: skip

REJECTED = table(
    "rejected", "Activities and organisations that were set apart whole, since they would falsify a sum.",
    FILE,
    Column("element", "text", "activity or organisation", key=True),
    Column("place_in_file", "integer", "counts these elements of the file from 1", key=True, minimum=1),
    LINE, maybe("identifier", "as the publisher gives it"),
    Column("problem_line", "integer", "line of what is wrong", minimum=1),
    Column("problem", "text", "what is wrong"),
    Column("expected", "text", "what should stand there"),
)  # fmt: skip

REMARKS = table(
    "remarks", "What was odd in activities and organisations that were taken in.",
    FILE,
    Column("element", "text", "activity or organisation", key=True),
    Column("place_in_file", "integer", "counts these elements of the file from 1", key=True, minimum=1),
    Column("number", "integer", "counts the remarks on it from 1", key=True, minimum=1),
    LINE,
    Column("rule", "text", "short name of the rule, e.g. no-split, date-unreadable, no-identifier"),
    Column("remark", "text", "what is odd, in words"),
)  # fmt: skip
