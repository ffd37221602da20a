"""The World Bank's World Development Indicators: bulk file, single downloads, answers of the interface."""
