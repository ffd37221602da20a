"""What every test can ask for."""

pytest_plugins = ["postgres_server"]
