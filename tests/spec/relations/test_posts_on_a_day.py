"""What a stated date allows to say of a day: a table one reads."""

import pytest

from entrepot.analyses.relations.coverage.lasting import Existence, lasting
from entrepot.metadata.dates import StatedDate

NEVER = StatedDate("..")


@pytest.mark.parametrize(
    ("stated", "seen", "on", "presence"),
    [
        # Since 2006, said in November 2012: certain from the end of 2006 until it was said, no longer.
        ("2006/..", "2012-11", "2005-12-31", "not yet"),
        ("2006/..", "2012-11", "2006-07-01", "possible"),
        ("2006/..", "2012-11", "2006-12-31", "certain"),
        ("2006/..", "2012-11", "2012-11-01", "certain"),
        ("2006/..", "2012-11", "2024-01-01", "possible"),
        # Nobody knows when it was said: certain of the end of its first year alone.
        ("2006/..", "..", "2006-12-31", "certain"),
        ("2006/..", "..", "2007-01-01", "possible"),
        # Both ends are told.
        ("1999/2004", "..", "1999-12-31", "certain"),
        ("1999/2004", "..", "2004-01-01", "certain"),
        ("1999/2004", "..", "2004-01-02", "possible"),
        ("1999/2004", "..", "2005-01-01", "ended"),
        ("../2015-03", "..", "2015-04-01", "ended"),
        ("../2015-03", "..", "2014-01-01", "possible"),
        # Observed once: that day and no more, before and after nothing is known.
        ("2010-05-02", "..", "2010-05-02", "certain"),
        ("2010-05-02", "..", "2010-05-03", "possible"),
        ("2010-05-02", "..", "2001", "possible"),
        # Without a date it is one at the time of writing.
        ("..", "2012-11-05", "2012-11-05", "certain"),
        ("..", "2012-11-05", "2012-11-06", "possible"),
        ("..", "2012-11/2014", "2013", "possible"),
        ("..", "..", "2013", "possible"),
        # A month is asked for: certain is what holds on all its days.
        ("2006/..", "2012-11-15", "2012-10", "certain"),
        ("2006/..", "2012-11-15", "2012-11", "possible"),
        ("2006-05-20/..", "..", "2006-05", "possible"),
    ],
)
def test_one_statement(stated: str, seen: str, on: str, presence: str) -> None:
    told = lasting(StatedDate(stated), StatedDate(seen))
    assert told.on(StatedDate(on)) == presence


@pytest.mark.parametrize(
    ("dates", "on", "presence"),
    [
        # Opened in one statement, closed in another: one spell, certain in between.
        (("2006/..", "../2015"), "2010", "certain"),
        (("2006/..", "../2015"), "2016", "ended"),
        # Closed and opened again: two spells, and nothing between them.
        (("1993/2000", "2010/.."), "1995", "certain"),
        (("1993/2000", "2010/.."), "2005", "ended"),
        (("1993/2000", "2010/.."), "1990", "not yet"),
        # Two observations are two days; that it stood all the time between nobody said.
        (("2010-01-01", "2020-01-01"), "2010-01-01", "certain"),
        (("2010-01-01", "2020-01-01"), "2015-01-01", "possible"),
        # An observation within a spell is certain of its day and takes nothing from the beginning.
        (("2006/..", "2012-03-01"), "2005", "not yet"),
        (("2006/..", "2012-03-01"), "2012-03-01", "certain"),
        (("2006/..", "2012-03-01"), "2011", "possible"),
        # Seen before it is said to have opened: the statements disagree, so it is possible.
        (("2006/..", "2003-03-01"), "2003-03-01", "certain"),
        (("2006/..", "2003-03-01"), "2004", "possible"),
        ((), "2004", "planned"),
    ],
)
def test_several_statements(dates: tuple[str, ...], on: str, presence: str) -> None:
    told = Existence.of(lasting(StatedDate(date), NEVER) for date in dates)
    assert told.on(StatedDate(on)) == presence
