"""Questions about a scenario's answer: which part did what, what it hangs on, how much of it a goal takes.

contributions(scenario, setting, flows).economies()
compare([(one, setting), (other, setting)]).economies()
sensitivity(scenario, setting, read_target("sales:BEL:KAZ", world)).tornado()
break_even(scenario, setting, read_goal("exports:BEL +10%", world)).strength
"""

from entrepot.analyses.scenarios.exploring.break_even import BreakEven, break_even
from entrepot.analyses.scenarios.exploring.comparing import Comparison, compare
from entrepot.analyses.scenarios.exploring.contributions import Contributions, contributions
from entrepot.analyses.scenarios.exploring.hours import Hours
from entrepot.analyses.scenarios.exploring.sensitivity import Sensitivity, sensitivity
from entrepot.analyses.scenarios.exploring.strengths import Need
from entrepot.analyses.scenarios.exploring.targets import Goal, Target, read_goal, read_target

__all__ = [
    "BreakEven",
    "Comparison",
    "Contributions",
    "Goal",
    "Hours",
    "Need",
    "Sensitivity",
    "Target",
    "break_even",
    "compare",
    "contributions",
    "read_goal",
    "read_target",
    "sensitivity",
]
