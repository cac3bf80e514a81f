"""R along a played course: how many further escalatory acts one such act sets off, month by month.

Read as in epidemics; see :mod:`sim.study.stability.reproduction`.
"""

from sim.single import EscalationModel
from sim.study.stability.aftermath import escalatory_actions
from sim.study.stability.reproduction import next_generation, radius


def reproduction_along(model: EscalationModel) -> tuple[float, ...]:
    """R at the start and after every month played, with the values and states of that run."""
    setting = model.setting
    case = setting.case
    if setting.values == "stated":
        drawn = case.values.central(1)
    else:
        drawn = case.values.quantile(setting.luck.values)
    acts = escalatory_actions(case)
    start = model.months[0].moment.before if model.months else setting.batch.begins
    states = [start, *(month.moment.after for month in model.months)]
    return tuple(radius(next_generation(case, drawn, acts, state)[0]) for state in states)
