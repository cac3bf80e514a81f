"""Draw the room's map anew: outlines of Natural Earth, projected, cut and simplified.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python docs/map.py package/countries-50m.json sim/room/web/assets/map.json

Natural Earth is in the public domain. The projection is Albers' equal-area conic with standard
parallels 30° and 52° N about 124° E (Snyder 1987, eq. 14-1 to 14-6).
"""

import json
import math
import sys
from pathlib import Path

Point = tuple[float, float]

LANDS = {"643": "RUS", "156": "CHN", "408": "PRK", "410": "KOR", "392": "JPN"}
AROUND = {"496": "", "158": "", "398": "", "417": "", "704": "", "418": "", "104": "", "116": ""}
WEST, SOUTH, EAST, NORTH = 92.0, 19.0, 158.0, 63.0  # degrees that are looked at
WIDTH, HEIGHT = 1000, 620
MIDDLE, LOW, HIGH = 124.0, 30.0, 52.0
TOLERANCE, SMALLEST = 1.6, 14.0  # units of the picture; square units
PLACES = {  # where the names of the states stand: schematic, in degrees
    "RUS": (131.5, 52.2),
    "CHN": (111.5, 38.4),
    "PRK": (127.0, 41.9),
    "KOR": (127.8, 35.9),
    "JPN": (138.6, 36.9),
}
BESIDE = {"USA": (910.0, 545.0)}  # beyond the edge of the picture


def main(source: Path, target: Path) -> None:
    """Write the map."""
    atlas = json.loads(source.read_text(encoding="utf-8"))
    arcs = [unpacked(arc, atlas["transform"]) for arc in atlas["arcs"]]
    lands = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        if shape.get("id") in LANDS | AROUND:
            path = "".join(map(drawn, rings(shape, arcs)))
            lands.append({"code": (LANDS | AROUND)[shape["id"]], "d": path})
    found = {
        "about": "Natural Earth 1:50m, public domain, by world-atlas 2.0.2; drawn by docs/map.py",
        "size": [WIDTH, HEIGHT],
        "lands": sorted(lands, key=lambda land: (land["code"], land["d"])),
        "places": {code: rounded(placed(at)) for code, at in PLACES.items()} | BESIDE,
    }
    target.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")


def unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Degrees of an arc of a TopoJSON file, which holds differences of whole numbers."""
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy, *_ in arc:
        x, y = x + dx, y + dy
        points.append((x * kx + tx, y * ky + ty))
    return points


def rings(shape: dict, arcs: list[list[Point]]) -> list[list[Point]]:
    """The outlines of a land, in degrees."""
    many = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    found = []
    for polygon in many:
        for ring in polygon[:1]:
            points: list[Point] = []
            for at in ring:
                arc = arcs[at] if at >= 0 else arcs[~at][::-1]
                points += arc[1:] if points else arc
            found.append(points)
    return found


def drawn(ring: list[Point]) -> str:
    """One outline as an SVG path; nothing where it lies outside or is too small."""
    ring = [(x + 360 if x < -100 else x, y) for x, y in ring]
    ring = cut(ring)
    if len(ring) < 3:
        return ""
    points = [placed(at) for at in ring]
    if abs(area(points)) < SMALLEST:
        return ""
    half = len(points) // 2
    slim = simplified(points[: half + 1]) + simplified(points[half:])[1:]
    return "M" + "L".join("{:.0f} {:.0f}".format(*at) for at in slim) + "Z"


def cut(ring: list[Point]) -> list[Point]:
    """The part of an outline within the degrees looked at. (Sutherland and Hodgman 1974)"""
    for axis, edge, above in ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1)):
        kept: list[Point] = []
        for one, other in zip(ring[-1:] + ring[:-1], ring, strict=True):
            inside = [(at[axis] - edge) * above >= 0 for at in (one, other)]
            if inside[0] != inside[1]:
                t = (edge - one[axis]) / (other[axis] - one[axis])
                kept.append((one[0] + t * (other[0] - one[0]), one[1] + t * (other[1] - one[1])))
            if inside[1]:
                kept.append(other)
        ring = kept
    return ring


def placed(at: Point) -> Point:
    """Where degrees of longitude and latitude lie in the picture."""
    one, two = math.radians(LOW), math.radians(HIGH)
    n = (math.sin(one) + math.sin(two)) / 2
    c = math.cos(one) ** 2 + 2 * n * math.sin(one)

    def radius(latitude: float) -> float:
        return math.sqrt(c - 2 * n * math.sin(math.radians(latitude))) / n

    turn = n * math.radians(at[0] - MIDDLE)
    scale = 1400.0
    x = WIDTH * 0.5 + scale * radius(at[1]) * math.sin(turn)
    y = HEIGHT * 0.57 + scale * (radius(at[1]) * math.cos(turn) - radius(40.0))
    return x, y


def rounded(at: Point) -> list[float]:
    """A place in whole units."""
    return [round(at[0]), round(at[1])]


def area(points: list[Point]) -> float:
    """The signed area of an outline."""
    turns = zip(points, points[1:] + points[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in turns) / 2


def simplified(points: list[Point]) -> list[Point]:
    """A line with fewer points, nowhere further off than the tolerance. (Douglas, Peucker 1973)"""
    if len(points) < 3:
        return points
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = math.hypot(x2 - x1, y2 - y1) or 1e-9

    def off(at: Point) -> float:
        return abs((x2 - x1) * (y1 - at[1]) - (x1 - at[0]) * (y2 - y1)) / length

    far = max(range(1, len(points) - 1), key=lambda i: off(points[i]))
    if off(points[far]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: far + 1])[:-1] + simplified(points[far:])


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
