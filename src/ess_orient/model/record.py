"""The two bases of every record: read strictly from data, or written out as a result."""

import msgspec

from ess_orient.model.words import french


class Record(msgspec.Struct, frozen=True, kw_only=True, rename=french, forbid_unknown_fields=True, omit_defaults=True):
    """A fact read from the data: an unknown key is refused, a default is not written."""


class Result(msgspec.Struct, frozen=True, kw_only=True, rename=french):
    """A part of an answer given to people and programs: every key is written, absent values as null."""
