"""What the doubt about an effect is made of: unsure values, chance, rival forms of the model."""

from collections.abc import Sequence
from functools import partial

from sim.report import selection, words
from sim.report.html.brief import Brief
from sim.report.html.markup import Markup
from sim.report.html.sections.parts import row, table
from sim.report.html.svg.drawing import WIDE
from sim.report.html.svg.ranges import Effect, ranges
from sim.report.html.svg.stack import Whole, stack
from sim.report.html.traced import number, picked, signed
from sim.results.uncertainty import ALIGNMENT, INDICATOR, EffectKind, VarianceRow, VariantRow

PARTS = ("unsure values", "chance", "rival forms")
SHIFTS, INDICATORS = 4, 4
COLUMNS = ("share_parameters", "share_chance", "share_form")


def split(brief: Brief) -> dict[str, object]:
    """Return what the section on doubt needs of the split, empty where it was not asked for."""
    whole, forms = _whole_rows(brief), _form_rows(brief)
    return {
        "variance": _table(whole) if whole else None,
        "draw_variance": partial(_draw, whole),
        "form_pair": brief.pair(forms[0].source, forms[0].target) if forms else "",
        "draw_forms": partial(_draw_forms, forms),
        "split_asked": asked(brief),
    }


def figures(brief: Brief) -> dict[str, Markup]:
    """Return the figures that stand by themselves, by name."""
    whole, forms = _whole_rows(brief), _form_rows(brief)
    shown = {"variance": _draw(whole, WIDE)} if whole else {}
    return shown | ({"forms": _draw_forms(forms, WIDE)} if forms else {})


def _whole_rows(brief: Brief) -> list[tuple[str, VarianceRow]]:
    """The effects worth splitting that have a variance to split, with their titles."""
    rows = {(one.kind, one.target): one for one in brief.rows("variance", VarianceRow)}
    found = [(title, rows[key]) for key, title in _wanted(brief).items() if key in rows]
    return [(title, one) for title, one in found if one.share_chance is not None]


def _wanted(brief: Brief) -> dict[tuple[EffectKind, str], str]:
    """The effects worth splitting, with their titles."""
    shifts = selection.doubted(brief.results.shifts)[:SHIFTS]
    free = selection.free(brief.results.indicators, brief.meta.settled)
    wanted: dict[tuple[EffectKind, str], str] = {
        (ALIGNMENT, f"{one.source}>{one.target}"): brief.pair(one.source, one.target)
        for one in shifts
    }
    changed = selection.changed(free)[:INDICATORS]
    return wanted | {(INDICATOR, one.indicator): one.title for one in changed}


def _draw(rows: Sequence[tuple[str, VarianceRow]], width: float) -> Markup:
    return stack(
        [_whole(title, one) for title, one in rows],
        PARTS,
        width,
        "Shares of the variance of effects; numbers in the table below",
    )


def _whole(title: str, one: VarianceRow) -> Whole:
    keys = f"variance.csv {picked(kind=one.kind, target=one.target)}"
    shares = [getattr(one, column) or 0.0 for column in COLUMNS]
    shown = [
        number(words.percent(share), share, f"{keys} {column}", "tspan")
        for share, column in zip(shares, COLUMNS, strict=True)
    ]
    return Whole(title, shares, shown)


def _table(rows: Sequence[tuple[str, VarianceRow]]) -> Markup:
    header = ("effect", "size", "moves with values", "strays by chance", "moves with forms")
    shown = (
        row(
            title,
            [
                number(signed(one.effect, 3), one.effect, "effect"),
                number(f"{one.sd_parameters:.3f}", one.sd_parameters, "sd_parameters"),
                number(f"{one.sd_chance:.3f}", one.sd_chance, "sd_chance"),
                number(f"{one.sd_form:.3f}", one.sd_form, "sd_form"),
            ],
            picked(kind=one.kind, target=one.target),
        )
        for title, one in rows
    )
    caption = "Effects and the standard deviation of each part (variance.csv)"
    return table(header, shown, caption, "variance.csv")


def _form_rows(brief: Brief) -> list[VariantRow]:
    """The effect on the pair that shifts most at the end, under each form."""
    largest = [(one.source, one.target) for one in selection.doubted(brief.results.shifts)[:1]]
    rows = brief.rows("variants", VariantRow)
    return [one for one in rows if (one.source, one.target) in largest]


def _draw_forms(rows: Sequence[VariantRow], width: float) -> Markup:
    shown = [
        Effect(
            one.variant.replace("_", " "),
            one.effect,
            one.mc_error,
            one.effect_p10,
            one.effect_p90,
            number(
                signed(one.effect),
                one.effect,
                f"variants.csv {picked(variant=one.variant, source=one.source, target=one.target)}"
                " effect",
                "tspan",
            ),
        )
        for one in rows
    ]
    return ranges(shown, width, "The same effect under rival forms of the model")


def asked(brief: Brief) -> bool:
    """Return whether the split was asked for."""
    return "variance.csv" in brief.further
