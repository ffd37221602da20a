"""What Alembic runs: migrations on the connection it was handed, in the transaction that is open there."""

from alembic import context

from entrepot.store.record.search_index import is_declared
from entrepot.store.record.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    render_as_batch=True,
    include_name=is_declared,
)
context.run_migrations()
