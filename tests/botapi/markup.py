"""Telegram's HTML, read as strictly as its documentation describes it; leniencies of Telegram's own parser are not taken."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.botapi.call import Json

_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|lt|gt|amp|quot);")
_TAG = re.compile(r"""</?([A-Za-z][A-Za-z0-9-]*)((?:\s+[A-Za-z-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[A-Za-z0-9.-]+))?)*)\s*>""")
_ATTRIBUTE = re.compile(r"""([A-Za-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]+)))?""")
_LINK = re.compile(r"(?:https?|tg|ton)://\S+|mailto:\S+@\S+|tel:\S+", re.IGNORECASE)

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
# By tag: the attributes that it must have, and those that it may have, each with the test that its value passes.
_REQUIRED: dict[str, tuple[str, ...]] = {"span": ("class",), "a": ("href",), "tg-emoji": ("emoji-id",), "tg-time": ("unix",)}
_VALUES: dict[tuple[str, str], Callable[[str], object]] = {
    ("span", "class"): lambda value: value == "tg-spoiler",
    ("a", "href"): _LINK.fullmatch,
    ("tg-emoji", "emoji-id"): str.isdecimal,
    ("tg-time", "unix"): re.compile(r"\d{1,10}", re.ASCII).fullmatch,
    ("tg-time", "format"): re.compile(r"r|w?[dD]?[tT]?").fullmatch,
    ("code", "class"): re.compile(r"language-\S+").fullmatch,
    ("blockquote", "expandable"): lambda value: value in ("", "expandable"),
}


@dataclass
class _Open:
    """A tag that is not closed yet, and where its text begins."""

    tag: str
    attributes: dict[str, str]
    offset: int


@dataclass
class Markup:
    """HTML in; out come `text` as people read it, its `entities`, `links`, `tags`, and all `mistakes`."""

    source: str
    text: str = field(default="", init=False)
    entities: list[Json] = field(default_factory=list, init=False)
    tags: list[str] = field(default_factory=list, init=False)
    mistakes: list[str] = field(default_factory=list, init=False)
    _open: list[_Open] = field(default_factory=list, init=False, repr=False)

    def __post_init__(self) -> None:
        position = 0
        while position < len(self.source):
            position = self._read(position)
        self.mistakes += [f"<{each.tag}> is not closed" for each in self._open]

    @property
    def links(self) -> list[str]:
        return [each["url"] for each in self.entities if "url" in each]

    def _read(self, position: int) -> int:
        """Read what stands at a position; the position behind it."""
        if self.source[position] == "&":
            return self._character(position)
        if self.source[position] in "<>":
            return self._tag(position)
        end = min(found for each in "&<>" if (found := (self.source + each).find(each, position)) >= 0)
        self.text += self.source[position:end]
        return end

    def _character(self, position: int) -> int:
        if found := _ENTITY.match(self.source, position):
            self.text += html.unescape(found[0])
            return found.end()
        self.mistakes.append(f"& is not escaped: {self.source[position : position + 10]!r}")
        self.text += "&"
        return position + 1

    def _tag(self, position: int) -> int:
        found = _TAG.match(self.source, position)
        if found is None:
            self.mistakes.append(f"{self.source[position]} is not escaped: {self.source[position : position + 20]!r}")
            self.text += self.source[position]
            return position + 1
        if found[0].startswith("</"):
            self._end(found[1].lower(), found[2])
        else:
            self._start(found[1].lower(), found[2])
        return found.end()

    def _start(self, tag: str, rest: str) -> None:
        given = [(each[1].lower(), html.unescape(each[2] or each[3] or each[4] or "")) for each in _ATTRIBUTE.finditer(rest)]
        self.tags.append(tag)
        self.mistakes += _faults(tag, given)
        self.mistakes += [f"<{tag}> within <{each.tag}>" for each in self._open if _excludes(each.tag, tag)]
        self._open.append(_Open(tag, dict(given), units(self.text)))

    def _end(self, tag: str, rest: str) -> None:
        if rest.strip():
            self.mistakes.append(f"</{tag}> with attributes")
        if not self._open or self._open[-1].tag != tag:
            self.mistakes.append(f"</{tag}> closes nothing")
            return
        opened = self._open.pop()
        length = units(self.text) - opened.offset
        if length and tag in _KINDS:
            self.entities.append(_entity(opened, length))


def units(text: str) -> int:
    """The length of a text as Telegram counts it: in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _excludes(outer: str, inner: str) -> bool:
    """Code holds nothing else, but the code of a `pre` may name its language; quotations do not nest."""
    if outer in ("code", "pre"):
        return (outer, inner) != ("pre", "code")
    return outer == inner == "blockquote"


def _faults(tag: str, given: list[tuple[str, str]]) -> list[str]:
    if tag not in _KINDS:
        return [f"<{tag}> is not a tag of Telegram's"]
    names = [name for name, _ in given]
    found = [f"<{tag}> without {name}" for name in _REQUIRED.get(tag, ()) if name not in names]
    found += [f"<{tag}> with {name} twice" for name in dict.fromkeys(names) if names.count(name) > 1]
    for name, value in given:
        fits = _VALUES.get((tag, name))
        if fits is None:
            found.append(f"<{tag}> with {name}")
        elif not fits(value):
            found.append(f"<{tag}> with {name}={value!r}")
    return found


def _entity(opened: _Open, length: int) -> Json:
    """What Telegram makes of a tag; of its attributes, where a link leads to."""
    kind = "expandable_blockquote" if "expandable" in opened.attributes else _KINDS[opened.tag]
    link = {"url": opened.attributes["href"]} if opened.attributes.get("href") else {}
    return {"type": kind, "offset": opened.offset, "length": length, **link}
