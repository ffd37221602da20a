"""Tables of activities and their parts."""

from __future__ import annotations

from entrepot.metadata.iati.columns import (
    ACTIVITY,
    FILE,
    IDENTIFIER,
    LINE,
    MONEY,
    NUMBER,
    PERIOD,
    TRANSACTION,
    maybe,
    side,
    table,
)
from entrepot.metadata.tables import Column

FILES = table(
    "files", "Files that were read.", FILE,
    Column("name", "text", "name under which the file was given"),
    maybe("version", "version of the standard that the file names"),
    maybe("generated", "moment at which the publisher made it, as written"),
    Column("bytes", "integer", "size, unpacked", "bytes", minimum=0),
    Column("activities", "integer", "activities that were taken in", "1", minimum=0),
    Column("organisations", "integer", "organisations that were taken in", "1", minimum=0),
    Column("rejected", "integer", "activities and organisations that were set apart", "1", minimum=0),
)  # fmt: skip

ACTIVITIES = table(
    "activities", "Activities (projects, programmes, grants) as their publishers report them.",
    FILE, ACTIVITY, LINE, IDENTIFIER,
    maybe("reporting_ref", "identifier of who reports"),
    maybe("reporting_type", "IATI's code of the type of who reports"),
    maybe("reporting_name", "name of who reports"),
    Column("secondary_reporter", "boolean", "who reports is no party to it: the same may stand elsewhere"),
    maybe("title", "title, in English where it is given so"),
    maybe("description", "first general description, in English where it is given so"),
    maybe("status", "code of `STATUSES`"),
    maybe("scope", "IATI's code of the geographical scope"),
    maybe("hierarchy", "level in the publisher's tree of activities, 1 at the top", "integer"),
    maybe("default_currency", "ISO 4217 code that holds where a value names none"),
    maybe("language", "language that holds where a text names none"),
    maybe("humanitarian", "whether it is humanitarian aid as a whole", "boolean"),
    maybe("default_flow_type", "IATI's code of the flow, e.g. 10 for ODA"),
    maybe("default_finance_type", "IATI's code, e.g. 110 for a grant"),
    maybe("default_aid_type", "code in the DAC's vocabulary, e.g. C01 for a project"),
    maybe("default_tied_status", "IATI's code"),
    maybe("collaboration_type", "IATI's code, e.g. 1 for bilateral"),
    maybe("planned_start", "first of these dates given", "date"),
    maybe("actual_start", "first of these dates given", "date"),
    maybe("planned_end", "first of these dates given", "date"),
    maybe("actual_end", "first of these dates given", "date"),
    maybe("capital_spend", "share of capital expenditure, as stated", "real", "percent"),
    maybe("last_updated", "moment at which the publisher last changed it, as written"),
)  # fmt: skip

TRANSACTIONS = table(
    "transactions", "Pledges, commitments, disbursements and other movements of money of an activity.",
    FILE, ACTIVITY,
    Column("transaction", "integer", "counts the transactions of the activity from 1", key=True, minimum=1),
    LINE, IDENTIFIER,
    maybe("ref", "the publisher's reference of the transaction"),
    Column("type", "text", "code of `TRANSACTION_TYPES`"),
    Column("date", "date", "day of the transaction"),
    *MONEY,
    maybe("description", "in English where it is given so"),
    *side("provider", "who gives"),
    *side("receiver", "who receives"),
    maybe("disbursement_channel", "IATI's code"),
    maybe("flow_type", "IATI's code; absent where the activity's default holds"),
    maybe("finance_type", "IATI's code; absent where the activity's default holds"),
    maybe("aid_type", "code in the DAC's vocabulary; absent where the activity's default holds"),
    maybe("tied_status", "IATI's code; absent where the activity's default holds"),
    maybe("humanitarian", "whether it is humanitarian; absent where the activity's answer holds", "boolean"),
)  # fmt: skip

BUDGETS = table(
    "budgets", "Budgets and planned disbursements of an activity: intentions, never added to transactions.",
    FILE, ACTIVITY, NUMBER, LINE, IDENTIFIER,
    Column("kind", "text", "budget or planned-disbursement; one restates the other"),
    Column("type", "text", "1 original, 2 revised, which replaces the original"),
    maybe("status", "of a budget: 1 indicative, 2 committed"),
    *PERIOD, *MONEY,
    *side("provider", "who gives"), *side("receiver", "who receives"),
)  # fmt: skip

PARTICIPANTS = table(
    "participants", "Organisations that take part in an activity.",
    FILE, ACTIVITY, NUMBER, LINE,
    Column("role", "text", "code of `ROLES`, or the publisher's own"),
    maybe("ref", "identifier of the organisation; absent where none or an empty one is given"),
    maybe("type", "IATI's code of the type of organisation"),
    maybe("name", "name, in English where it is given so"),
    maybe("other_activity", "identifier of the organisation's own activity"),
    maybe("crs_channel", "channel code of the DAC"),
)  # fmt: skip

RECIPIENTS = table(
    "recipients", "Countries and regions that an activity, or one of its transactions, is for.",
    FILE, ACTIVITY, TRANSACTION, NUMBER, LINE,
    Column("kind", "text", "country or region"),
    Column("vocabulary", "text", "of a region's code: 1 DAC, 2 UN, 99 own; empty for a country"),
    Column("code", "text", "as given: ISO 3166-1 alpha-2 of a country, or XK for Kosovo"),
    maybe("place", "our code of a country (ISO 3166-1 alpha-3); absent where we have none, and of regions"),
    Column("percentage", "real", "share as stated; countries and regions together make 100", "percent",
           nullable=True, minimum=0.0, maximum=100.0),
    maybe("name", "as written beside the code"),
)  # fmt: skip

SECTORS = table(
    "sectors", "Sectors of an activity, or of one of its transactions, each vocabulary for itself.",
    FILE, ACTIVITY, TRANSACTION, NUMBER, LINE,
    Column("vocabulary", "text", "1 DAC purpose (5 digits), 2 DAC category (3), 7 SDG goal, 99 own ..."),
    Column("code", "text", "as given"),
    Column("percentage", "real", "share as stated; those of a vocabulary make 100", "percent",
           nullable=True, minimum=0.0, maximum=100.0),
    maybe("name", "as written beside the code"),
)  # fmt: skip

RELATED = table(
    "related", "Activities that an activity names as its parent, child, sibling ...",
    FILE, ACTIVITY, NUMBER, LINE,
    Column("type", "text", "code of `RELATIONS`"),
    Column("ref", "text", "identifier of the other activity; it may stand in no file"),
)  # fmt: skip

OTHER_IDENTIFIERS = table(
    "other_identifiers", "Other identifiers of an activity: those it had before, those of other systems.",
    FILE, ACTIVITY, NUMBER, LINE,
    Column("ref", "text", "the other identifier"),
    maybe("type", "IATI's code, e.g. A1 internal, B1 a former identifier of who reports"),
    maybe("owner", "identifier of the organisation that gave it"),
)  # fmt: skip

DATES = table(
    "dates", "All dates of an activity, as written.",
    FILE, ACTIVITY, NUMBER, LINE,
    Column("type", "text", "code of `DATE_TYPES`"),
    maybe("date", "the day; absent where what is written is none", "date"),
    Column("as_stated", "text", "what is written"),
)  # fmt: skip

RESULTS = table(
    "results", "Results of an activity, a row for each period of each indicator.",
    FILE, ACTIVITY, NUMBER, LINE,
    Column("result", "integer", "counts the results of the activity from 1", minimum=1),
    maybe("indicator", "counts the indicators of the result from 1", "integer"),
    maybe("type", "IATI's code: 1 output, 2 outcome, 3 impact, 9 other"),
    maybe("title", "title of the result"),
    maybe("indicator_title", "title of the indicator"),
    maybe("measure", "IATI's code: 1 unit, 2 percentage, 3 nominal, 4 ordinal, 5 qualitative"),
    maybe("ascending", "whether more is better", "boolean"),
    maybe("baseline_year", "as written"), maybe("baseline", "as written"),
    maybe("start", "first day of the period", "date"), maybe("end", "last day of the period", "date"),
    maybe("target", "as written"), maybe("actual", "as written"),
)  # fmt: skip
