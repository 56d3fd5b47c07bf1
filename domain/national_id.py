"""國民身分證統一編號 and 外來人口統一證號: the number of a person and its check."""

import re

# The letters' two-digit values run from 10 in this order, as the registry first assigned them.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
# 1 and 2: citizens; 7, 8 and 9: residents from abroad, new style since 2021.
_SHAPE = re.compile(r"[A-Z][12789][0-9]{8}")


def is_national_id(text: str) -> bool:
    """Whether `text` is a capital letter and nine digits whose check holds (weighted sum modulo 10)."""
    if _SHAPE.fullmatch(text) is None:
        return False
    digits = f"{10 + _LETTERS.index(text[0])}{text[1:]}"
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 10 == 0
