"""Names under which event files and lists of countries know the parties of the world.

ISO   the short names of ISO 3166-1, as `Korea (the Republic of)` and, as pycountry turns them,
      `Korea, Republic of`
UN    the names of the United Nations' M49 list, as `Dem. People's Republic of Korea`
WB    the short names of the World Bank's World Development Indicators, as `Korea, Rep.`
CIA   the conventional short names of the World Factbook, as `Korea, North`

A code of two letters is not among them: KR is South Korea to ISO and Kiribati to FIPS. Nor is
`Korea` alone, which may be either, nor a number, which the lists give to different states.
"""

import re
import unicodedata

ALIASES = {
    "RUS": ("Russian Federation", "Russian Fed."),  # ISO, UN, WB
    "PRK": (
        "Korea, Democratic People's Republic of",  # ISO
        "Democratic People's Republic of Korea",  # UN
        "Dem. People's Republic of Korea",
        "Dem. People's Rep. of Korea",
        "Dem. Rep. of Korea",
        "Korea, Dem. People's Rep.",  # WB
        "Korea, Dem. People's Rep. of",
        "Korea, Dem. Rep.",  # WB, until about 2019
        "Korea, D.P.R.",
        "Korea, D.P.R. of",
        "Korea, DPR of",
        "Korea, North",  # CIA
        "Korea North",
        "N. Korea",
        "DPRK",
        "DPR Korea",
    ),
    "KOR": (
        "Korea, Republic of",  # ISO
        "Republic of Korea",  # UN
        "Rep. of Korea",
        "Korea, Rep.",  # WB
        "Korea, Rep. of",
        "Korea, South",  # CIA
        "S. Korea",
        "ROK",
    ),
    "CHN": (
        "People's Republic of China",
        "China, People's Republic of",
        "China, P.R.: Mainland",
        "China, mainland",
        "Mainland China",
        "PRC",
        "P.R. China",
    ),
    "USA": ("United States of America", "United States", "US", "U.S.", "U.S.A."),  # ISO, UN, WB
    "VNM": ("Viet Nam", "Vietnam", "Socialist Republic of Vietnam"),  # ISO, UN, WB
}

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))
_MARKS = re.compile(r"[\s,.():_]+")
_ARTICLE = re.compile(r"\bthe\b ?")


def folded(text: str) -> str:
    """A name without what lists write in different ways: case, marks, `the`, kinds of apostrophe.

    >>> folded("Korea (the Republic of)") == folded("KOREA, Republic of")
    True
    """
    plain = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold()
    if _initials(plain):
        plain = plain.replace(".", "")
    return _ARTICLE.sub("", _MARKS.sub(" ", plain)).strip()


def _initials(text: str) -> bool:
    """Whether a text is letters with a point each, as U.S.A."""
    return re.fullmatch(r"\s*(\w\.\s?){2,}\w?\s*", text) is not None
