"""The module urllib: urlopen() raises nothing for what a server says is an error."""

from compatsrv.py2 import urls
from compatsrv.py2._names import take

take(urls, globals())
urlopen = urls.urllib_urlopen
