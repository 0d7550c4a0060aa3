"""One spelling for the many ways in which a French place name is typed.

The database is built with these functions and asked with them, so a change here asks for a new database
(tools/build_places.py).
"""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
_SUR = re.compile(r"(?<![^\W\d_])s/\s*", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLE = re.compile(r"(?:le|la|les|l)\s+(?=\S)")
_LEADING = re.compile(r"(?:dans|en|a|au|aux|de|du|des|d|le|la|les|l)\s+(?=\S)")


def fold(text: str) -> str:
    """Return plain lower-case words, without accent, hyphen or apostrophe; « St » is « saint », « s/ » is « sur »."""
    text = _SUR.sub("sur ", text.translate(_LIGATURES))
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = _NOT_WORD.sub(" ", letters).split()
    return " ".join(_SAINTS.get(word, word) for word in words)


def without_article(folded: str) -> str:
    """Return a folded name without its leading article: « le mans » becomes « mans »."""
    return _ARTICLE.sub("", folded, count=1) if _ARTICLE.match(folded) else folded


def name_key(name: str) -> str:
    """Return the key under which a name is kept and looked up."""
    return without_article(fold(name))


def without_leading_words(folded: str) -> str:
    """Return folded words without « dans le », « en », « à la »… in front, whatever their number."""
    while match := _LEADING.match(folded):
        folded = folded[match.end() :]
    return folded
