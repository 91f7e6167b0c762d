"""What programs for Python 2 call in the standard library, with its meaning for native strings on both Pythons.

On 2.7 these are the library's own functions. On Python 3 they take and give native strings (bytes as latin-1) where
the functions of Python 3 would take them for text: unquote('%E9') is one byte, not a character that cannot be decoded.

    urls       quote quote_plus unquote unquote_plus urlencode parse_qs parse_qsl urlopen urllib_urlopen
    pickles    pickle_load pickle_loads pickle_dump pickle_dumps
    files      open StringIO
    processes  popen Popen check_output getoutput getstatusoutput
    cgi        escape FieldStorage parse_header
    messages   Message
    json       json_dumps json_loads
    built in   cmp div filter

`compatsrv migrate` writes them where Python 3's own would answer otherwise.
"""

if str is bytes:
    from compatsrv.py2.old import *    # noqa: F403
else:
    from compatsrv.py2.operators import *    # noqa: F403
    from compatsrv.py2.forms import *    # noqa: F403
    from compatsrv.py2.files import *    # noqa: F403
    from compatsrv.py2.jsons import *    # noqa: F403
    from compatsrv.py2.messages import *    # noqa: F403
    from compatsrv.py2.pickles import *    # noqa: F403
    from compatsrv.py2.processes import *    # noqa: F403
    from compatsrv.py2.urls import *    # noqa: F403
