"""A page taken apart: its elements, and every number with where it says it comes from."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

ALONE = {"br", "circle", "input", "line", "meta", "path", "rect"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str]
    above: "Node | None" = None
    children: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    def all(self, tag: str = "") -> list["Node"]:
        found: list[Node] = []
        for one in self.children:
            if isinstance(one, Node):
                found += [one, *one.all()]
        return [one for one in found if not tag or one.tag == tag]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def csv(self) -> str:
        """The words of ``data-csv`` of this element and of those around it."""
        around = self.above.csv if self.above is not None else ""
        return f"{around} {self.get('data-csv')}".strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.top = Node("", {})
        self.here = self.top

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {key: value or "" for key, value in attrs}, self.here)
        self.here.children.append(node)
        if tag not in ALONE:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in ALONE:
            return
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.above is not None
        self.here = self.here.above

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def read(page: str) -> Node:
    """The tree of a page; an element that is not closed is an error."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.here is reader.top, f"<{reader.here.tag}> is not closed"
    return reader.top
