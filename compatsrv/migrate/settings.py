"""Settings of `check` and `migrate` in a project's files.

pyproject.toml [tool.compatsrv], tox.ini and setup.cfg [compatsrv]: the first in this order, in the folder of what is
checked or in one above. Before Python 3.11 pyproject.toml is read by tomli if that is there, and if not by a small reader of this one
table that knows strings, lists of strings and true and false.
"""

import ast
import configparser
import os
import re

__all__ = ['SettingsError', 'find', 'read']

KNOWN = ('select', 'ignore', 'exclude', 'output-format', 'statistics', 'exit-zero', 'strings', 'to', 'backup')
FLAGS = ('statistics', 'exit-zero')
LISTS = ('select', 'ignore', 'exclude')


class SettingsError(Exception):
    """One line that names the file and what is wrong in it."""


def find(paths):
    """Return (the path of the file, its settings) for what is checked; (None, {}) if there is none."""
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in map(os.path.abspath, paths)]
    try:
        folder = os.path.commonpath(folders) if folders else os.getcwd()
    except ValueError:      # two drives
        folder = os.getcwd()
    while True:
        for name in ('pyproject.toml', 'tox.ini', 'setup.cfg'):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                settings = read(path)
                if settings is not None:
                    return path, settings
        if os.path.dirname(folder) == folder:
            return None, {}
        folder = os.path.dirname(folder)


def read(path):
    """Return the settings of a file, name -> str, bool or list of str; None if it has none. Raises SettingsError."""
    try:
        with open(path, encoding='utf-8') as file:
            text = file.read()
    except (EnvironmentError, UnicodeError) as error:
        raise SettingsError('%s: %s' % (path, getattr(error, 'strerror', None) or 'is no UTF-8'))
    if path.endswith('.toml'):
        table = _toml(path, text)
    else:
        table = _ini(path, text)
    place = '%s: [%scompatsrv]' % (path, 'tool.' * path.endswith('.toml'))
    return None if table is None else {_known(place, name): _value(place, name, value) for name, value in table.items()}


def _known(place, name):
    name = name.replace('_', '-')
    if name not in KNOWN:
        raise SettingsError('%s %s: no such setting; there are %s' % (place, name, ', '.join(KNOWN)))
    return name


def _value(place, name, value):
    name = name.replace('_', '-')
    if name in FLAGS:
        if isinstance(value, str):
            value = configparser.RawConfigParser.BOOLEAN_STATES.get(value.lower())
        if isinstance(value, bool):
            return value
        raise SettingsError('%s %s: true or false is wanted' % (place, name))
    if name in LISTS and isinstance(value, str):
        return re.split(r'[,\s]+', value.strip()) if value.strip() else []
    if name in LISTS and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    if name not in LISTS and isinstance(value, str):
        return value
    raise SettingsError('%s %s: %r is no value for it' % (place, name, value))


def _ini(path, text):
    parser = configparser.RawConfigParser()
    if '[compatsrv]' not in text:
        return None
    try:
        parser.read_string(text, path)
    except configparser.Error as error:
        raise SettingsError('%s: %s' % (path, ' '.join(str(error).split())))     # on one line
    return dict(parser.items('compatsrv')) if parser.has_section('compatsrv') else None


def _toml(path, text):
    if 'compatsrv' not in text:
        return None
    try:
        import tomllib as toml
    except ImportError:
        try:
            import tomli as toml
        except ImportError:
            return _small_toml(path, text)
    try:
        table = toml.loads(text)
    except toml.TOMLDecodeError as error:
        raise SettingsError('%s: %s' % (path, error))
    for name in ('tool', 'compatsrv'):
        table = table.get(name, {} if name == 'tool' else None)
        if not isinstance(table, dict) and table is not None:
            raise SettingsError('%s: %s is no table' % (path, name))
    return table


def _small_toml(path, text):
    """The table [tool.compatsrv], without a library."""
    match = re.search(r'^\[tool\.compatsrv\][ \t]*(?:#.*)?$(.*?)(?=^\[|\Z)', text, re.M | re.S)
    if not match:
        return None
    table = {}
    for name, value in re.findall(r'^[ \t]*([\w-]+)[ \t]*=[ \t]*(\[[^\]]*\]|[^\n#]*)', match.group(1), re.M):
        value = {'true': 'True', 'false': 'False'}.get(value.strip(), value.strip())
        try:
            table[name] = ast.literal_eval(value)
        except (ValueError, SyntaxError):
            raise SettingsError('%s: [tool.compatsrv] %s: %s is no value for it' % (path, name, value))
    return table
