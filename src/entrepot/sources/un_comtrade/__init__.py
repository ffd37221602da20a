"""UN Comtrade: trade in goods and services as economies reported it to the United Nations."""
