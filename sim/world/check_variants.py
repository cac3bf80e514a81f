"""What must agree between the variants of a scenario and the world they are forms of."""

from collections.abc import Mapping

from sim.world.page import Page
from sim.world.variant import AS_IT_IS, VariantText
from sim.world.world import World


def check_variants(world: World, variants: Mapping[str, VariantText], page: Page) -> None:
    """Every name is known, and no two forms are the same: each would count twice in a spread."""
    known = world.laws
    first = {VariantText(): AS_IT_IS}
    for name, variant in variants.items():
        place = ("variants", name)
        if name == AS_IT_IS:
            said = f"`{AS_IT_IS}` is the world as it is, which always comes first"
            page.mark(place, said, "Leave it out, or give the variant another id")
            continue
        for n, off in enumerate(variant.off):
            page.known((*place, "off", n), off, known, "mechanism or motive")
        form = VariantText(off=tuple(sorted(set(variant.off))), decision=variant.decision)
        same = first.setdefault(form, name)
        if same == AS_IT_IS:
            page.mark(place, f"`{name}` changes nothing", "Give it `off` or `decision`")
        elif same != name:
            page.mark(place, f"`{name}` is the same form as `{same}`", "Leave one out")
