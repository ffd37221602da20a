"""The open workbench: the store, and the verbs a notebook uses."""
