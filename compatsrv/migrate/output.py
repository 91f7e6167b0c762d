"""Findings as text, JSON, annotations of GitHub's workflows and SARIF 2.1.0."""

import json
import os
from urllib.parse import quote

from compatsrv.migrate.explain import Explanation
from compatsrv.migrate.findings import WEIGHTS

__all__ = ['FORMATS', 'colours', 'github', 'plain', 'sarif', 'to_json']

COLOURS = {'silent': '31', 'raises': '33', 'renamed': '36'}
# weight -> what others call it
LEVELS = {'silent': 'error', 'raises': 'error', 'renamed': 'warning'}
TAB = 8
SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'


def colours(stream, environ=os.environ):
    """Whether a stream gets colours: a terminal that has them, unless NO_COLOR is set (no-color.org)."""
    return not environ.get('NO_COLOR') and environ.get('TERM') != 'dumb' and hasattr(stream, 'isatty') and stream.isatty()


def plain(results, colour=False):
    """Yield lines of text: each finding, the line of source and a caret; the weightiest first."""
    for finding, source in in_order(results):
        head = '%s:%d:%d:' % finding[:3]
        code = finding.code
        if colour:
            head, code = '\033[1m%s\033[0m' % head, '\033[%sm%s\033[0m' % (COLOURS[finding.weight], code)
        yield '%s %s %s' % (head, code, finding.message)
        if source.strip():
            before = source[:finding.col - 1]
            yield '    ' + _shown(source.rstrip())
            yield '    ' + ' ' * len(_shown(before)) + ('\033[%sm^\033[0m' % COLOURS[finding.weight] if colour else '^')


def in_order(results):
    """All findings of the results with their lines of source: by weight, path and place."""
    pairs = [(finding, result.lines.get(finding.line, '')) for result in results for finding in result.findings]
    return sorted(pairs, key=lambda pair: (WEIGHTS.index(pair[0].weight),) + pair[0][:4])


def _shown(text):
    """As a terminal can show it: tabs as spaces, control characters and lone surrogates as dots."""
    return ''.join(char if char.isprintable() else '.' for char in text.expandtabs(TAB))


def to_json(results, unreadable, rules):
    """Everything, for programs: one object; the order is that of the text."""
    explained = {rule.CODE: Explanation(rule) for rule in rules}
    findings = [dict(finding._asdict(), title=explained[finding.code].title, fixed=explained[finding.code].is_fixed)
                for finding, _ in in_order(results)]
    return json.dumps({
        'version': 1, 'files': len(results), 'findings': findings,
        'unreadable': [{'path': error.path, 'line': error.line, 'col': error.col, 'reason': error.reason} for error in unreadable],
    }, indent=1)


def github(results, unreadable):
    """Yield workflow commands, which show findings beside the changes of a pull request."""
    for finding, _ in in_order(results):
        level = 'warning' if finding.weight == 'renamed' else 'error'
        yield '::%s file=%s,line=%d,col=%d,title=%s::%s' % (
            level, _property(finding.path), finding.line, finding.col, _property(finding.code), _data(finding.message))
    for error in unreadable:
        place = ''.join(',%s=%d' % (name, number) for name, number in (('line', error.line), ('col', error.col)) if number)
        yield '::error file=%s%s,title=unreadable::%s' % (_property(error.path), place, _data(error.reason))


def _data(text):
    return text.replace('%', '%25').replace('\r', '%0D').replace('\n', '%0A')


def _property(text):
    return _data(text).replace(':', '%3A').replace(',', '%2C')


def sarif(results, unreadable, rules, version):
    """A log of SARIF 2.1.0 (OASIS), with one run."""
    codes = [rule.CODE for rule in rules]
    run = {
        'tool': {'driver': {
            'name': 'compatsrv', 'version': version, 'rules': [_rule(rule) for rule in rules]}},
        'columnKind': 'unicodeCodePoints',
        'invocations': [{
            'executionSuccessful': not unreadable,
            'toolExecutionNotifications': [{
                'level': 'error', 'message': {'text': error.reason},
                'locations': [_location(error.path, error.line, error.col)]} for error in unreadable]}],
        'results': [{
            'ruleId': finding.code, 'ruleIndex': codes.index(finding.code), 'level': LEVELS[finding.weight],
            'message': {'text': finding.message}, 'properties': {'weight': finding.weight},
            'locations': [_location(finding.path, finding.line, finding.col, source)]}
            for finding, source in in_order(results)],
    }
    return json.dumps({'$schema': SCHEMA, 'version': '2.1.0', 'runs': [run]}, indent=1)


def _rule(rule):
    this = Explanation(rule)
    pairs = (('Before', this.before), ('After', this.after))
    source = ''.join('\n\n%s:\n\n```python\n%s\n```' % pair for pair in pairs if pair[1])
    return {
        'id': this.code, 'shortDescription': {'text': this.title}, 'fullDescription': {'text': this.why or this.title},
        'help': {'text': this.why or this.title, 'markdown': '%s%s\n\nFix: %s' % (this.why, source, this.fix or 'none.')},
        'defaultConfiguration': {'level': LEVELS[this.weight]}, 'properties': {'weight': this.weight}}


def _location(path, line, col, source=''):
    artifact = {'uri': quote(path.replace(os.sep, '/').encode('utf-8', 'surrogateescape'))}
    if os.path.isabs(path):
        artifact['uri'] = 'file://' + artifact['uri']
    location = {'artifactLocation': artifact}
    if line:
        location['region'] = {'startLine': line}
        if col:
            location['region']['startColumn'] = col
        if source:
            location['region']['snippet'] = {'text': source.encode('utf-8', 'replace').decode('utf-8')}
    return {'physicalLocation': location}


FORMATS = ('text', 'json', 'github', 'sarif')
