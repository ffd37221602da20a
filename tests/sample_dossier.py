"""A dossier of sample content: realistic in shape and length, true in nothing; for tests."""

from __future__ import annotations

from dataclasses import replace

from entrepot.dossier.model import (
    Bullets,
    Cell,
    Chart,
    Column,
    Datum,
    Dossier,
    KeyFigure,
    KeyFigures,
    Moment,
    Note,
    Notice,
    Paragraph,
    Passage,
    Run,
    Section,
    Source,
    Table,
    Text,
    Timeline,
)
from entrepot.dossier.route_charts import Drawer
from entrepot.dossier.route_words import RouteWords
from entrepot.metadata.corridors import Criteria
from sample_routes import almaty_liege

INDUSTRIES = (
    ("Chemicals and chemical products", 41.2, 3.9),
    ("Pharmaceuticals, medicinal chemical and botanical products", 22.4, 1.1),
    ("Wholesale and retail trade; repair of motor vehicles", 14.8, 0.7),
    ("Machinery and equipment n.e.c.", 11.9, 1.6),
    ("Professional, scientific and technical activities", 7.3, 0.5),
    ("Land transport and transport via pipelines", 6.1, 0.8),
    ("Basic metals", 4.4, 0.3),
    ("Rubber and plastics products", 3.2, 1.2),
    ("Food products, beverages and tobacco", 2.9, 0.4),
    ("Water transport", 1.8, 2.2),
    ("Computer, electronic and optical equipment", 1.5, 0.2),
    ("Fishing and aquaculture", 0.1, 0.04),
)

INDUSTRIES_FR = (
    "Produits chimiques",
    "Produits pharmaceutiques, chimie à usage médicinal et plantes médicinales",
    "Commerce de gros et de détail; réparation de véhicules automobiles",
    "Machines et équipements non classés ailleurs",
    "Activités spécialisées, scientifiques et techniques",
    "Transports terrestres et transport par conduites",
    "Métaux de base",
    "Articles en caoutchouc et en matières plastiques",
    "Produits alimentaires, boissons et tabac",
    "Transports par eau",
    "Équipements informatiques, électroniques et optiques",
    "Pêche et aquaculture",
)

PARTNERS = (
    ("Italy", 4310.5, 21.4),
    ("China", 3922.0, 19.5),
    ("Türkiye", 1275.3, 6.3),
    ("Netherlands", 1240.9, 6.2),
    ("France", 1190.2, 5.9),
    ("Korea, Republic of", 980.4, 4.9),
    ("Spain", 870.0, 4.3),
    ("Romania", 640.7, 3.2),
    ("Côte d'Ivoire", 410.1, 2.0),
    ("Belgium", 296.7, 1.5),
    ("Luxembourg", 60.7, 0.3),
    ("Cabo Verde", 0.4, 0.0),
)

MOMENTS = (
    ("31 December 1991", "1991-12-31", "Sample: recognition of independence.", "recognition", None),
    ("1992", "1992-01-01", "Diplomatic relations are established.", "agreement", None),
    (
        "1993 – June 1998",
        "1993-01-01",
        "No contact is on record for five years and a half.",
        "silence",
        "1998-06-14",
    ),
    ("15 June 1998", "1998-06-15", "Prime Minister Jean-Luc Dehaene visits Almaty (Алматы).", "visit", None),
    (
        "16 June 1998",
        "1998-06-16",
        "Agreement on mutual protection of investments is signed.",
        "agreement",
        None,
    ),
    ("1998 – 2006", "1998-06-17", "No visit is on record for almost eight years.", "silence", "2006-03-13"),
    (
        "14 March 2006",
        "2006-03-14",
        "Karel De Gucht visits as chairman-in-office of the OSCE.",
        "visit",
        None,
    ),
    (
        "4 December 2006",
        "2006-12-04",
        "President Nursultan Nazarbayev (Нұрсұлтан Назарбаев) in Brussels.",
        "visit",
        None,
    ),
    ("2007", "2007-01-01", "The embassy in Astana opens its doors.", "representation", None),
    ("autumn 2008", "2008-09-01", "A trade mission of 41 companies leaves from Liège.", "visit", None),
    (
        "25 October 2010",
        "2010-10-25",
        "Summit in Brussels; a memorandum on nuclear safety.",
        "agreement",
        None,
    ),
    ("undated", None, "Friendship group of the two parliaments.", "parliament", None),
)


def _text(text: str, *notes: int, style: str = "plain") -> Run:
    return Run(text, notes, style)  # type: ignore[arg-type]


def notes() -> tuple[Note, ...]:
    """Forty notes; each third has a passage of a document, each fifth two sources."""
    return tuple(_note(number) for number in range(1, 41))


def _note(number: int) -> Note:
    sources = (number % 8 + 1, (number + 3) % 8 + 1) if number % 5 == 0 else (number % 8 + 1,)
    passages = (
        (
            Passage(
                "Sample context before the words that matter. Since the opening of the embassy, ",
                f"exports rose by {number} per cent in a year",
                ", according to the ministry, although the base was small and the year an unusual one.",
            ),
        )
        if number % 3 == 0
        else ()
    )
    text = (
        f"Sample note {number}: intermediate inputs at basic prices, sum over the receiving industries; "
        "national concept, not adjusted for re-exports."
    )
    quality = ("reported", "derived", "estimated")[number % 3]
    return Note(number, text, sources, tuple(f"table {number}, row {s}" for s in sources), quality, passages)


def sources() -> tuple[Source, ...]:
    """Eight sources, one without address and checksum."""
    publishers = (
        "Sample Organisation for Statistics",
        "Sample Central Bank of Belgium (Nationale Bank – Banque nationale)",
        "Қазақстан Ұлттық статистика бюросы (sample)",
        "Sample Policy Centre",
        "Sample Monitoring Project",
        "Ministère des Affaires étrangères (sample)",
        "Sample Factbook",
        "Sample Registry of Treaties",
    )
    return tuple(
        Source(
            number=number,
            publisher=publisher,
            title=f"Sample publication {number}: tables and texts",
            edition=f"{2010 + number} edition",
            licence="CC BY 4.0" if number % 2 else "Public domain",
            url=f"https://example.org/sample/{number}" if number != 4 else "",
            retrieved="2024-05-01",
            sha256=f"{number:02x}" * 32 if number != 4 else "",
        )
        for number, publisher in enumerate(publishers, start=1)
    )


def _industry_table(names: tuple[str, ...]) -> Table:
    columns = (
        Column("industry", "Industry"),
        Column("exports", "Exports", "right", "USD million", (5,)),
        Column("share", "Share", "right", "%", (6,)),
        Column("rca", "Comparative advantage", "right", "", (7,)),
    )
    total = sum(exports for _, exports, _ in INDUSTRIES)
    rows = tuple(
        (
            Cell(name, name, (8,) if index == 1 else ()),
            Cell(f"{exports:,.1f}", exports),
            Cell(f"{exports / total:.1%}"[:-1], exports / total * 100),
            Cell(f"{rca:.2f}", rca, (9,) if index == 3 else ()),
        )
        for index, (name, (_, exports, rca)) in enumerate(zip(names, INDUSTRIES, strict=True))
    )
    return Table(
        "exports-by-industry",
        "Belgian exports of intermediate inputs to Kazakhstan by industry, 2022",
        columns,
        rows,
        (4,),
        "Trade in intermediate inputs only: final goods are not in it.",
    )


def _partner_table() -> Table:
    columns = (
        Column("rank", "Rank", "right"),
        Column("partner", "Customer"),
        Column("imports", "Inputs from Kazakhstan", "right", "USD million", (14,)),
        Column("share", "Share", "right", "%", (15,)),
    )
    rows = tuple(
        (Cell(str(rank), rank), Cell(name, name), Cell(f"{value:,.1f}", value), Cell(f"{share:.1f}", share))
        for rank, (name, value, share) in enumerate(PARTNERS, start=1)
    )
    return Table("customers", "Customers of Kazakhstan, 2022", columns, rows, (13,))


def _agreements() -> Table:
    columns = (
        Column("title", "Instrument"),
        Column("signed", "Signed"),
        Column("force", "In force"),
        Column("status", "Status"),
    )
    rows = tuple(
        (
            Cell(title, title, (note,)),
            Cell(signed, signed, (note,)),
            Cell(force, force if force != "–" else None),
            Cell(status, status),
        )
        for title, signed, force, status, note in (
            (
                "Mutual promotion and protection of investments",
                "16 June 1998",
                "6 February 2001",
                "in force",
                24,
            ),
            ("Avoidance of double taxation", "16 June 1998", "–", "not ratified; superseded", 25),
            ("Air services", "26 June 2000", "–", "unknown", 26),
            ("Economic Union: co-operation in transport", "2010", "2012", "in force", 27),
        )
    )
    return Table("agreements", "Agreements and their status", columns, rows, (23,))


def _bars(names: tuple[str, ...]) -> Chart:
    data = tuple(
        Datum(name, exports, emphasis=index == 0)
        for index, (name, (_, exports, _)) in enumerate(zip(names, INDUSTRIES, strict=True))
    )
    return Chart(
        "exports-bars",
        "Chemicals lead Belgian exports to Kazakhstan",
        "bars",
        data[:8],
        "USD million",
        "Ranked bars: chemicals 41.2, pharmaceuticals 22.4, trade 14.8, machinery 11.9, four smaller ones.",
        (10, 11),
        "Eight largest industries, 2022.",
    )


def _paired(names: tuple[str, ...]) -> Chart:
    data = tuple(
        Datum(name, value, series)
        for name, (_, exports, rca) in list(zip(names, INDUSTRIES, strict=True))[:5]
        for series, value in (("Belgium to Kazakhstan", exports), ("Kazakhstan to Belgium", rca * 14))
    )
    return Chart(
        "both-ways",
        "What each sells the other",
        "paired-bars",
        data,
        "USD million",
        "Paired bars for five industries; Kazakhstan sells more chemicals to Belgium than it buys.",
        (12,),
    )


def _timeline() -> Timeline:
    moments = tuple(
        Moment(when, earliest, (_text(text, 16 + index % 8),), lane, latest)
        for index, (when, earliest, text, lane, latest) in enumerate(MOMENTS)
    )
    return Timeline("chronology", "Who met whom, and when nobody did", moments)


def _abstract() -> Text:
    return (
        _text("This is sample content, not a brief. "),
        _text(
            "Belgium sold Kazakhstan intermediate inputs worth USD 118.3 million in 2022", 1, style="strong"
        ),
        _text(" and bought for USD 296.7 million", 2, 3),
        _text(". Eight years passed between the first two visits; two agreements still await ratification."),
    )


def _glance() -> Section:
    tiles = (
        KeyFigure("USD 118.3 m", "Exports, Belgium to Kazakhstan", "intermediate inputs, 2022", (1,)),
        KeyFigure("USD 296.7 m", "Imports from Kazakhstan", "intermediate inputs, 2022", (2, 3)),
        KeyFigure("10th", "Belgium among customers", "of 79 economies", (13,)),
        KeyFigure("7 y 9 m", "Longest silence", "June 1998 to March 2006", (21,)),
    )
    bullets = Bullets(
        (
            (
                _text("Chemicals and pharmaceuticals are "),
                _text("half of all exports", 5, 6, style="strong"),
                _text("."),
            ),
            (
                _text(
                    "The ambassador in Astana is also accredited to Kyrgyzstan (Бишкек) and Tajikistan", 28
                ),
                _text("."),
            ),
            (
                _text("Largely unknown and distant", 29, style="quote"),
                _text(" is how one observer puts it."),
            ),
        )
    )
    return Section("at-a-glance", "At a glance", (KeyFigures(tiles), bullets))


def _trade(names: tuple[str, ...]) -> Section:
    paragraph = Paragraph(
        (
            _text("Belgian deliveries are concentrated: the index of Herfindahl and Hirschman is 0.19", 30),
            _text(". Kazakhstan's deliveries are more so, at 0.61", 30, 31),
            _text(", for crude oil and metals make up nearly all of them. "),
            _text("Read the levels with care", style="emphasis"),
            _text(", because re-exports through Antwerp are counted where they are used."),
        )
    )
    caveat = Notice(
        "caveat",
        (
            _text("The tables count intermediate inputs only; a car sold to a family is not in them", 32),
            _text("."),
        ),
    )
    blocks = (paragraph, _bars(names), _industry_table(names), _paired(names), _partner_table(), caveat)
    return Section("trade", "Trade", blocks)


def _relations() -> Section:
    paragraph = Paragraph(
        (_text("Relations date from 1992", 33), _text(" and are carried by visits rather than by treaties."))
    )
    return Section("relations", "Relations", (paragraph, _timeline(), _agreements()))


def _closing() -> tuple[Section, ...]:
    aid = Paragraph(
        (
            _text("Belgium reports EUR 1.2 million of aid since 2000", 34),
            _text(", most of it before 2008", 35),
            _text("."),
        )
    )
    conflict = Notice(
        "conflict",
        (
            _text("One text gives exports of EUR 85 million", 36),
            _text(" and growth of 45 per cent on EUR 64 million", 37),
            _text("; the two cannot both hold, as 64 × 1.45 = 92.8."),
        ),
    )
    unknown = Notice(
        "unknown", (_text("Direct investment in either direction: the store holds no series", 38), _text("."))
    )
    gaps = Bullets(
        (
            (_text("Services: the central bank publishes them by country since 2013", 39), _text(".")),
            (_text("Final goods: Comext, from 1999", 40), _text(".")),
        )
    )
    return (
        Section("aid-and-security", "Aid and security", (aid,)),
        Section("claims", "Claims that do not agree", (conflict,)),
        Section("unknown", "What we do not know", (unknown, gaps)),
    )


def sample(language: str = "en") -> Dossier:
    """The sample dossier, in English or with French titles and long French names of industries."""
    names = INDUSTRIES_FR if language == "fr" else tuple(name for name, _, _ in INDUSTRIES)
    dossier = Dossier(
        title="Belgium and Kazakhstan (sample)",
        subtitle="Trade, relations and what the sources leave open. Sample content: quote nothing from it",
        abstract=_abstract(),
        language=language,
        places=({"code": "BEL", "name": "Belgium"}, {"code": "KAZ", "name": "Kazakhstan"}),
        generated="2024-05-02",
        version="0.1.0",
        sections=(_glance(), _trade(names), _relations(), *_closing()),
        notes=notes(),
        sources=sources(),
    )
    return _in_french(dossier) if language == "fr" else dossier


def with_routes(language: str = "en") -> Dossier:
    """The sample dossier with a section on routes: map, course over time, stacked bars and trade-off."""
    words = RouteWords(language, lambda code: {"RUS": "Russia"}.get(code, code))
    drawer = Drawer(almaty_liege(), words, (5, 6))
    front = [
        Criteria(24.0 * days, usd, co2e, 1.0) for days, usd, co2e in ((9, 9000, 2500), (4, 26000, 30000))
    ]
    lead = Paragraph((_text("The ways between the two, and where the time goes", 7), _text(".")))
    blocks = (lead, drawer.map(), drawer.time_distance(), drawer.hours_by_kind(), drawer.trade_off(front))
    dossier = sample(language)
    return replace(dossier, sections=(*dossier.sections, Section("routes", "Routes", blocks)))


def _in_french(dossier: Dossier) -> Dossier:
    titles = {
        "at-a-glance": "En un coup d'œil",
        "trade": "Échanges commerciaux de consommations intermédiaires",
        "relations": "Relations diplomatiques et interparlementaires",
        "aid-and-security": "Aide publique au développement et sécurité",
        "claims": "Affirmations discordantes",
        "unknown": "Ce que nous ne savons pas",
    }
    return replace(
        dossier,
        title="Belgique et Kazakhstan (exemple)",
        subtitle="Échanges, relations et ce que les sources laissent ouvert. Exemple: n'en citez rien",
        sections=tuple(replace(section, title=titles[section.key]) for section in dossier.sections),
    )
