"""Whether a word can be a Vietnamese syllable: how texts in the wrong encoding are told from right ones."""

import re
from functools import lru_cache

from learners.names import spell

INITIALS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
RIMES = """
a ai am an ang anh ao au ay ăm ăn ăng âm ân âng âu ây e em en eng eo ê êm ên êng ênh êu
i ia iêm iên iêng iêu im in inh iu o oa oai oam oan oang oanh oao oay oăm oăn oăng oe oen oeo oi om on ong oong
ô ôi ôm ôn ông ơ ơi ơm ơn u ua uân uâng uây uê uênh ui um un ung uơ uôi uôm uôn uông uy uya uyên uynh uyu
ư ưa ưi ưm ưn ưng ươi ươm ươn ương ươu ưu y yêm yên yêng yêu yn ynh
"""
STOPPED = """
ac ach ap at ăc ăp ăt âc âp ât ec ep et êc êch êp êt ich iêc iêp iêt ip it oac oach oap oat oăc oăt oc oet ooc op ot
ôc ôp ôt ơp ơt uât uc uêch uôc uôt up ut uych uyêt uyp uyt ưc ươc ươp ươt ưt yêt yt ych
"""

_START = f"(?:{'|'.join(sorted(INITIALS.split(), key=len, reverse=True))})?"
_OPEN = re.compile(f"{_START}(?:{'|'.join(RIMES.split())})$")
_STOPPED = re.compile(f"{_START}(?:{'|'.join(STOPPED.split())})$")
_TONES = {"0", "1", "2", "3", "4", "5"}


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    letters, tones = spell(word.lower())
    marked = tones.replace("0", "") or "0"
    if marked not in _TONES:
        return False
    if _OPEN.match(letters):
        return True
    return marked in "45" and bool(_STOPPED.match(letters))  # after c, ch, p, t only sắc and nặng are possible
