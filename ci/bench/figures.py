"""What samples say, and what this process has used. Runs on 2.7 and above."""

import resource


def median(values):
    """The middle one of the values, or the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2.0


def spread(values):
    """(least, median, greatest) of the values that are not None; None if there are none."""
    known = [value for value in values if value is not None]
    return (min(known), median(known), max(known)) if known else None


def ratios(numerators, denominators):
    """The quotients of samples taken in turn, round by round. A round in which one is missing or 0 has none."""
    return [a / float(b) for a, b in zip(numerators, denominators) if a is not None and b]


def cpu_seconds(who=resource.RUSAGE_SELF):
    """User and system CPU of this process, or of the children that it waited for."""
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime
