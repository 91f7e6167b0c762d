"""Comments that silence: `# noqa` all findings of a line, `# noqa: CS203, CS3` those whose codes begin so."""

import re

__all__ = ['is_silenced']

COMMENT = re.compile(r'#\s*noqa\b(?P<named>\s*:\s*(?P<codes>[A-Za-z]+[0-9]*(?:[,\s]+[A-Za-z]+[0-9]+)*)?)?', re.I)


def is_silenced(finding, line):
    """Whether a comment in the line of source silences the finding."""
    if 'noqa' not in line.lower():
        return False
    match = COMMENT.search(line)
    if match is None:
        return False
    if not match.group('codes'):
        return True
    codes = re.split(r'[,\s]+', match.group('codes').upper())
    return any(finding.code.startswith(code) for code in codes)
