"""How far apart two folded names are, for suggestions."""


def near(word: str, others: list[str], most: int) -> list[str]:
    """Return the others within a number of typing errors, the nearest first, then by name."""
    letters = set(word)
    scored = []
    for other in others:
        # An error changes two letters at most; this spares nearly all the exact comparisons.
        if len(letters ^ set(other)) <= 2 * most:
            distance = errors_between(word, other, most)
            if distance <= most:
                scored.append((distance, other))
    return [other for _, other in sorted(scored)]


def errors_between(left: str, right: str, most: int) -> int:
    """Return the letters added, left out, replaced or swapped with the next (Damerau), or `most` + 1 when more."""
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    left, right = left[start : len(left) - end], right[start : len(right) - end]
    if abs(len(left) - len(right)) > most:
        return most + 1
    if not left or not right:
        return len(left) + len(right)
    return min(_table(left, right, most), most + 1)


def _table(left: str, right: str, most: int) -> int:
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, start=1):
            value = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                value = min(value, older[j - 2] + 1)
            row.append(value)
        if min(row) > most:
            return most + 1
    return row[-1]
