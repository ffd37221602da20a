"""`entrepot record`: statements about relations, their history, the documents they stand in."""

from __future__ import annotations

import click

from entrepot.cli.lazy import LazyGroup

# Under a title: command -> (module, name in it, one-line help), so that the group's own help imports none.
SECTIONS: dict[str, dict[str, tuple[str, str, str]]] = {
    "Read": {
        "list": ("record_statements", "list_statements", "List statements, by kind and place."),
        "show": ("record_statements", "show", "Show statements and where they stand."),
        "search": ("record_search", "search", "Find words in statements and in quotes."),
    },
    "Ask": {
        "chronology": ("pair_queries", "chronology", "What happened between A and B, in order."),
        "offices": ("record_queries", "offices", "Who held which office when."),
        "instruments": ("pair_queries", "instruments", "What A and B agreed, promised or work on."),
        "ladder": ("record_ladder", "ladder", "How far each agreement, promise and project got."),
        "follow-through": ("record_ladder", "follow_through", "What share of them reached which step."),
        "representation": ("pair_queries", "representation", "Who stands for A in B, and who is missing."),
        "coverage": ("record_coverage", "coverage", "Who covers a country on a day, and from where."),
        "path": ("record_network", "path", "The warmest way from one organisation to another."),
        "network": ("record_network", "network", "Who alone holds the contacts, and who has left."),
        "aid": ("pair_queries", "aid", "What A gave B, by the documents."),
        "silences": ("record_queries", "silences", "The longest times without a contact."),
        "trade-figures": ("pair_queries", "trade_figures", "Trade and investment as documents state them."),
        "claims": ("record_queries", "claims", "What in the record does not agree."),
    },
    "Edit": {
        "add": ("record_entering", "add", "Enter a statement, or several from a file."),
        "correct": ("record_entering", "correct", "Correct a statement: fields, or in your editor."),
        "dispute": ("record_editing", "dispute", "Say that a statement is wrong, and why."),
        "settle": ("record_editing", "settle", "End a dispute: the statement stands."),
        "retract": ("record_editing", "retract", "Take a statement out; its history stays."),
        "restore": ("record_editing", "restore", "Put a retracted statement back."),
        "merge": ("record_joining", "merge", "Make one statement of several that say the same."),
        "split": ("record_joining", "split", "Make several statements of one."),
        "undo": ("record_editing", "undo", "Take a whole change back."),
    },
    "Look back": {
        "history": ("record_history", "history", "Every revision of a statement."),
        "changes": ("record_history", "changes", "Who changed what, when and why."),
        "difference": ("record_history", "difference", "What differs between then and now."),
    },
    "Documents": {
        "documents": ("record_documents", "documents", "List the documents that were read."),
        "attach": ("record_documents", "attach", "Attach your copy of a document."),
        "detach": ("record_documents", "detach", "Forget your copy of a document."),
        "verify": ("record_documents", "verify", "Look for every quote in a file."),
        "quote": ("record_quote", "quote", "Say where words stand in a document, as a pack wants it."),
        "re-anchor": ("record_reanchor", "reanchor", "Find the quotes again in a new version."),
    },
    "In and out": {
        "load": ("record_bulk", "load", "Load a pack: YAML, CSV or Excel; with a dry run."),
        "export": ("record_export", "export", "Write the record in a format of your choice."),
        "backup": ("record_keeping", "backup", "Write the whole record into one file."),
        "recover": ("record_keeping", "recover", "Put a backup back."),
        "erase": ("record_keeping", "erase", "Erase what is on record of a person."),
        "accesses": ("record_keeping", "accesses", "Who took personal data out, and why."),
    },
}


@click.group(cls=LazyGroup, sections=SECTIONS)
def record() -> None:
    """The record: who met whom, what was agreed and given, each statement tied to a passage.

    Every change is kept with who made it, when and why, and can be taken back. The record ships our
    paraphrase and the place of every passage, never other people's words: attach your own copy of a
    document and the words are shown from it.
    """
