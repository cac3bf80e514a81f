"""The reader's own weights: the sliders on the page of a choice, and what its script ranks by."""

import json
from collections.abc import Iterator

from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import para
from sim.report.options.view import View
from sim.results.options import OptionsMeta
from sim.world.choice import WEIGHTED

TOP = 100  # of a slider


def weights(view: View) -> Iterator[Child]:
    """The sliders, the places that the script fills, and what holds whatever the weights are."""
    yield para(
        "How much is it worth to go the whole way from the worst to the best that any option"
        " reaches by an objective? Only you can say. The weights below begin "
        + ("as the file has them." if _given(view.found.meta) else "all alike; that says nothing.")
    )
    yield element("div", _sliders(view), class_="weights live")
    yield element("ol", "", id="ranking", aria_live="polite", class_="ranking live")
    yield element("p", "", id="lead", class_="live")
    yield para(
        "Over all mixes of weights there are, spread evenly, the share in which each is best: ",
        view.weights(view.lead),
        ".",
    )
    for one in view.left_out(view.lead):
        yield para(one)


def _sliders(view: View) -> list[Markup]:
    meta = view.found.meta
    most = max((one.weight or 0.0 for one in meta.objectives), default=0.0)
    found = []
    for n, one in enumerate(meta.objectives):
        start = 50 if one.weight is None else round(TOP * one.weight / most)
        slider = element(
            "input",
            type="range",
            id=f"weight{n}",
            min=0,
            max=TOP,
            value=start,
            data_weight=n,
        )
        shown = element("output", str(start), for_=f"weight{n}")
        found.append(element("label", element("span", one.title), slider, shown, for_=f"weight{n}"))
    return found


def _given(meta: OptionsMeta) -> bool:
    return any(one.weight is not None for one in meta.objectives)


def ranked_by(view: View) -> str:
    """What the script ranks by: scores, and the covariance of their errors, under the first
    answer."""
    meta = view.found.meta
    own = [one for one in view.objectives if one.id != WEIGHTED]
    signs = [1.0 if one.wanted == "up" else -1.0 for one in own]
    levels = {
        one.id: [
            sign * view.row(answer.id, option.id, one.id).mean
            for answer in meta.answers
            for option in meta.options
        ]
        for one, sign in zip(own, signs, strict=True)
    }
    widths = [max(levels[one.id]) - min(levels[one.id]) for one in own]
    low = [min(levels[one.id]) for one in own]
    turn = [s / w if w else 0.0 for s, w in zip(signs, widths, strict=True)]
    scores = [
        [
            round((levels[one.id][k] - low[m]) / widths[m] if widths[m] else 0.0, 6)
            for m, one in enumerate(own)
        ]
        for k in range(len(meta.options))
    ]
    many = len(own)
    covariance = [
        [float(f"{x * turn[i % many] * turn[j % many]:.5g}") for j, x in enumerate(line)]
        for i, line in enumerate(view.found.covariance[0])
    ]
    data = {
        "options": [option.title for option in meta.options],
        "scores": scores,
        "covariance": covariance,
    }
    return json.dumps(data, ensure_ascii=True).replace("<", "\\u003c")
