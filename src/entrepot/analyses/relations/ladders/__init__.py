"""Follow-through: how far what was agreed, promised or given went; shares, waits and silences."""
