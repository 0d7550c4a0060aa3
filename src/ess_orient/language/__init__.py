"""A sentence in French to answers, with the words that justify each. Offline, from a lexicon that is data.

    lexicon = CompiledLexicon(records)          # once: `rulebase.lexicon` reads the records
    places = Geography(Places(path), records.territory)
    understood = understand(text, lexicon, places, base.questions)
    profile = as_profile(understood)
"""

from ess_orient.language.compiled import CompiledLexicon
from ess_orient.language.geography import Geography
from ess_orient.language.profile import as_profile
from ess_orient.language.understand import understand
from ess_orient.model.forms import BadForm

__all__ = ["BadForm", "CompiledLexicon", "Geography", "as_profile", "understand"]
