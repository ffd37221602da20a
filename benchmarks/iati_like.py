"""An IATI file of any size, drawn by rule: what publishers write, oddities included, and its sums.

    python benchmarks/iati_like.py [TRANSACTIONS] [FILE]

Its 200 transactions an activity are more than most publishers have; a publisher with many (USAID in the
Kyrgyz Republic) has 13. No figure in it is of anything real.
"""

from __future__ import annotations

import sys
from pathlib import Path

FILE = Path("build/bench/iati-like.xml")
PER_ACTIVITY = 200
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<iati-activities version="2.03" generated-datetime="2025-04-03T00:00:00">\n'
)
OPEN = """  <iati-activity default-currency="USD" hierarchy="1" xml:lang="en">
    <iati-identifier>XX-TEST-{number:07}</iati-identifier>
    <reporting-org ref="XX-TEST" type="10"><narrative>A ministry that is not</narrative></reporting-org>
    <title><narrative>Activity {number}</narrative></title>
    <description>
    <narrative>What activity {number} is for, at some length, as descriptions are.</narrative></description>
    <participating-org ref="XX-TEST" role="1" type="10">
    <narrative>A ministry that is not</narrative></participating-org>
    <participating-org ref="" role="4" type="22">
    <narrative>A doer without an identifier</narrative></participating-org>
    <activity-status code="{status}"/>
    <activity-date iso-date="{year}-01-15" type="2"/>
    <default-flow-type code="10"/>
    <default-aid-type code="C01"/>
"""
TRANSACTION = """    <transaction ref="T{number}">
      <transaction-type code="{kind}"/>
      <transaction-date iso-date="{year}-{month:02}-28"/>
      <value value-date="{year}-{month:02}-28">{value}</value>
      <receiver-org type="22"><narrative>A doer without an identifier</narrative></receiver-org>
      <disbursement-channel code="2"/>
      <sector code="15150" vocabulary="1"><narrative>Democratic participation</narrative></sector>
      <sector code="2004" vocabulary="99"><narrative>Civil society</narrative></sector>
      <recipient-country code="{country}"/>
    </transaction>
"""
COUNTRIES = ("KZ", "KG", "TJ", "TM", "UZ")


def value_of(number: int) -> int:
    """Cents of a transaction: one in ten takes money back."""
    cents = 100 + number * 7919 % 50_000_000
    return -cents if number % 10 == 9 else cents


def write(target: Path, transactions: int, per_activity: int = PER_ACTIVITY) -> int:
    """Write the file; the sum of all its transactions in cents."""
    target.parent.mkdir(parents=True, exist_ok=True)
    total, activities = 0, -(-transactions // per_activity)
    with target.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for activity in range(activities):
            year = 2005 + activity % 20
            file.write(OPEN.format(number=activity, status=2 + activity % 3, year=year))
            for number in range(activity * per_activity, min((activity + 1) * per_activity, transactions)):
                cents = value_of(number)
                total += cents
                written = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
                file.write(
                    TRANSACTION.format(
                        number=number, kind=3 if number % 4 else 2, year=year, month=1 + number % 12,
                        value=written, country=COUNTRIES[number % 5],
                    )
                )  # fmt: skip
            file.write("  </iati-activity>\n")
        file.write("</iati-activities>\n")
    return total


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(write(Path(sys.argv[2]) if len(sys.argv) > 2 else FILE, count) / 100)
