"""A sentence in French to answers, with the words that justify each. Offline, from a lexicon that is data.

reader = Reader(lexicon, places, base.questions)   # once; `rulebase.lexicon` reads the lexicon
said = reader.read(text)                           # a Comprehension; never raises
profile = as_profile(said)                         # its sure answers, for the engine
"""

from ess_orient.language.compiled import CompiledLexicon
from ess_orient.language.examples import failures
from ess_orient.language.geography import Geography
from ess_orient.language.profile import as_profile
from ess_orient.language.reader import Reader
from ess_orient.language.understand import understand
from ess_orient.model.forms import BadForm

__all__ = ["BadForm", "CompiledLexicon", "Geography", "Reader", "as_profile", "failures", "understand"]
