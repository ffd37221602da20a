"""The whole story on one page: open the store, ask, follow a number home, write the brief.

Run it with `python examples/walkthrough.py [FOLDER]`; the briefs are written to FOLDER, here by default.
"""

import sys
from pathlib import Path

import entrepot

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")

# 1. A pair of places, by code or by name in English, French, Dutch, Russian or Kazakh.
pair = entrepot.pair("Belgique", "Қазақстан")
print(f"{pair.reporter.name()} and {pair.partner.name()}")

# 2. What do they trade? Every number is a Figure: it knows its unit, its quality and where it comes from.
trade = pair.trade.bilateral()
print("\nExports:", trade.exports)
print(trade.exports.explain())
print("\nRank among Belgium's customers:", trade.partner_as_customer.rank)

# 3. Tables are frames, Polars or pandas as you like, and show themselves with their source.
partners = pair.trade.partners("imports")
print("\n", partners.frame().head(5))

# 4. Figures reckon: origins are joined, and the weaker quality wins.
both_ways = trade.exports + trade.imports
print(
    "\nBoth ways:",
    both_ways,
    f"({both_ways.quality.word}), from",
    len(both_ways.origins),
    "places in the table",
)

# 5. Who met whom? Each statement has its date with its derivation, and its place in a hashed document.
for entry in pair.relations.chronology().dated[:5]:
    print(f"\n{entry.date.edtf:10} {entry.statement.says()}")
    for quote in entry.statement.quotes:
        print(f"{'':10} characters {quote.start}-{quote.end} of document {quote.document[:12]}")

# 6. How long did they not meet? A visit made for another body (the OSCE) may count or not: you say.
for counting in (True, False):
    longest = pair.relations.silences(counting_other_capacities=counting).silences[0]
    words = "counting" if counting else "not counting"
    print(f"\nLongest silence, {words} other capacities: {longest.length}")

# 7. What was given? Each contribution once; what has no amount is unknown, never zero.
aid = entrepot.pair("BEL", "KGZ").relations.contributions()
print(
    "\nBelgium to Kyrgyzstan:",
    aid.total(),
    "in",
    len(aid.given),
    "contributions;",
    len(aid.unknown),
    "without a sum",
)

# 8. What if the EU and Kazakhstan had a trade agreement? A model's estimate, with interval and caveats.
answer = entrepot.open().whatif.ask("eu-kazakhstan-agreement", flows=[("BEL", "KAZ")], draws=10)
print("\nBelgium would sell Kazakhstan more goods by:", answer.sales("BEL", "KAZ"))
print("Real income of Kazakhstan:", answer.economies().figure("real_income", economy="KAZ"))
print(answer.caveats[0])

# 9. The brief, for those who do not read code.
for kind in ("html", "xlsx"):
    target = folder / f"belgium-kazakhstan.{kind}"
    target.write_bytes(pair.brief(kind))
    print("Wrote", target)
