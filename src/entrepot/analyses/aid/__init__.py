"""Aid, security help and projects from several sources, each flow of money counted once."""

from entrepot.analyses.aid.answer import WAYS, Aid, Step, Sum, Unconverted
from entrepot.analyses.aid.ask import aid, transactions
from entrepot.analyses.aid.question import Basis, Question
from entrepot.analyses.aid.recorded import Beside, Double
from entrepot.analyses.aid.reported import Holding, holdings

__all__ = [
    "WAYS",
    "Aid",
    "Basis",
    "Beside",
    "Double",
    "Holding",
    "Question",
    "Step",
    "Sum",
    "Unconverted",
    "aid",
    "holdings",
    "transactions",
]
