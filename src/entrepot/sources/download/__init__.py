"""Downloads that survive bad servers: resumed, retried, checked, and whole or not at all."""

from entrepot.sources.download.download import Download, download
from entrepot.sources.download.expect import Expect
from entrepot.sources.download.manner import Manner
from entrepot.sources.download.sidecar import About, sidecar_of

__all__ = ["About", "Download", "Expect", "Manner", "download", "sidecar_of"]
