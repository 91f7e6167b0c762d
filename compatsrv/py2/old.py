"""On 2.7: the library's own. Imported nowhere else."""

import operator
from cgi import FieldStorage, escape, parse_header
from commands import getoutput, getstatusoutput
from json import dumps as json_dumps, loads as json_loads
from mimetools import Message
from os import popen
from pickle import dump as pickle_dump, dumps as pickle_dumps, load as pickle_load, loads as pickle_loads
from StringIO import StringIO
from subprocess import Popen, check_output
from urllib import quote, quote_plus, unquote, unquote_plus, urlencode, urlopen as urllib_urlopen
from urllib2 import urlopen
from urlparse import parse_qs, parse_qsl

__all__ = ['FieldStorage', 'Message', 'Popen', 'StringIO', 'check_output', 'cmp', 'div', 'escape', 'filter',
           'getoutput', 'getstatusoutput', 'json_dumps', 'json_loads', 'open', 'parse_header', 'parse_qs', 'parse_qsl',
           'pickle_dump', 'pickle_dumps', 'pickle_load', 'pickle_loads', 'popen', 'quote', 'quote_plus', 'unquote',
           'unquote_plus', 'urlencode', 'urllib_urlopen', 'urlopen']

cmp, filter, open = cmp, filter, open       # noqa: F821
div = operator.div
