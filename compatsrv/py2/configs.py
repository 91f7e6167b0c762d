"""The module ConfigParser: files are bytes, values native strings, and what 2.7 takes is taken.

A name may stand twice, `;` after a blank begins a comment, and set() takes any value where interpolation is not asked for.
"""

from compatsrv.py2._names import take

if str is bytes:
    import ConfigParser as _ConfigParser

    take(_ConfigParser, globals())
else:
    import configparser as _configparser
    import re

    from compatsrv._nativestr import native
    from compatsrv.py2 import files
    from compatsrv.py2._common import natives

    class _Interpolation(_configparser.Interpolation):
        """Of ConfigParser, not of SafeConfigParser: a value without %( is left as it is."""

        def before_get(self, parser, section, option, value, defaults):
            raw = value
            for _ in range(_configparser.MAX_INTERPOLATION_DEPTH):
                if not value or '%(' not in value:
                    return value
                value = re.sub(r'%\(([^)]*)\)s', lambda found: '%%(%s)s' % parser.optionxform(found.group(1)), value)
                try:
                    value = value % defaults
                except KeyError as error:
                    raise _configparser.InterpolationMissingOptionError(option, section, raw, error.args[0])
            raise _configparser.InterpolationDepthError(option, section, raw)

    class _Mixed(object):
        """What the classes of 2.7 do otherwise."""

        def __init__(self, defaults=None, dict_type=dict, allow_no_value=False):
            super(_Mixed, self).__init__(defaults, dict_type=dict_type, allow_no_value=allow_no_value, strict=False,
                                         inline_comment_prefixes=(';',), interpolation=self._interpolation_of_2,
                                         empty_lines_in_values=False)

        def read(self, filenames):
            """Read those of the files that can be opened; return their names."""
            done = []
            for name in [filenames] if isinstance(filenames, (str, bytes)) else filenames:
                try:
                    file = files.open(name)
                except EnvironmentError:
                    continue
                with file:
                    self.readfp(file, name)
                done.append(name)
            return done

        def readfp(self, fp, filename=None):
            self.read_file(fp, filename or getattr(fp, 'name', '<???>'))

        def get(self, section, option, raw=False, vars=None, **kwargs):
            return natives(super(_Mixed, self).get(section, option, raw=raw, vars=vars, **kwargs))

        def items(self, section, raw=False, vars=None):
            return natives(super(_Mixed, self).items(section, raw=raw, vars=vars))

        def sections(self):
            return natives(super(_Mixed, self).sections())

        def options(self, section):
            return natives(super(_Mixed, self).options(section))

        def has_section(self, section):
            return section in self.sections()

        def write(self, fp):
            for section in ([_configparser.DEFAULTSECT] if self.defaults() else []) + self.sections():
                fp.write('[%s]\n' % section)
                pairs = self.defaults() if section == _configparser.DEFAULTSECT else self._sections[section]
                for name, value in pairs.items():
                    fp.write('%s\n' % (name if value is None else '%s = %s' % (name, native(str(value)).replace('\n', '\n\t'))))
                fp.write('\n')

    class RawConfigParser(_Mixed, _configparser.RawConfigParser):
        _interpolation_of_2 = None

    class ConfigParser(_Mixed, _configparser.RawConfigParser):
        _interpolation_of_2 = _Interpolation()

        def set(self, section, option, value=None):
            """value: anything; only SafeConfigParser asks for a str."""
            if section == _configparser.DEFAULTSECT:
                self._defaults[self.optionxform(option)] = value
            elif section in self._sections:
                self._sections[section][self.optionxform(option)] = value
            else:
                raise _configparser.NoSectionError(section)

    class SafeConfigParser(_Mixed, _configparser.ConfigParser):
        _interpolation_of_2 = _configparser.BasicInterpolation()

    take(_configparser, globals())
