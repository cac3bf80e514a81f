"""Names that are dealt to seats, so that nobody types one: birds and trees, easily told apart."""

NAMES = tuple(
    """
    Albatross Alder Almond Ash Aspen Avocet Bamboo Beech Birch Bittern Bunting Camellia Cedar
    Cherry Chestnut Condor Cormorant Crane Cuckoo Curlew Cypress Dipper Dove Dunlin Eagle Ebony
    Egret Elder Falcon Fig Finch Fir Flamingo Gannet Ginkgo Goldfinch Goose Grebe Hawk Hawthorn
    Hazel Heron Hoopoe Ibis Ironwood Ivy Jackdaw Jay Juniper Kestrel Kingfisher Kite Lapwing Larch
    Lark Laurel Lemon Linden Magnolia Magpie Maple Martin Merlin Mulberry Myrtle Nightingale
    Nuthatch Oak Olive Oriole Osprey Owl Palm Partridge Pelican Petrel Pine Plover Plum Poplar
    Puffin Quail Quince Raven Redwood Robin Rowan Sandpiper Sequoia Skylark Sparrow Spruce Starling
    Stork Swallow Swan Swift Sycamore Teak Tern Thrush Wagtail Walnut Warbler Willow Woodpecker
    Wren Yew
    """.split()  # noqa: SIM905
)
MOST = 60
"""Seats that a room holds."""
EVER = len(NAMES)
"""Seats that it ever gives, those that have been removed among them: so no name comes twice."""


def dealt(number: int, luck: int) -> str:
    """The name of the seat of that number, 0 to EVER - 1; ``luck`` is the room's own, any number.

    No two seats of a room have the same, since the step has no factor in common with the number of
    names.
    """
    return NAMES[(luck + 37 * number) % len(NAMES)]
