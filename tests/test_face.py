"""`import compatsrv`, which imports what it is asked for, is a module like any other, each time in a process of its own."""

import pytest

import processes


def check(source):
    status, out, err = processes.run('-c', source)
    assert (status, out.split()) == (0, ['fine']), err


def test_a_thread_that_waited_for_the_import_of_another_has_all_names():
    """importlib gives it the module that was in sys.modules while it waited."""
    pytest.importorskip('importlib.util')   # one lock for all imports; looks for the module when it has that
    check('''
import importlib.util, sys
spec = importlib.util.find_spec('compatsrv')
waited_for = sys.modules['compatsrv'] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(waited_for)
waited_for.TCPServer
assert sys.modules['compatsrv'] is waited_for
print('fine')
''')


def test_what_a_program_has_put_there_stays():
    check('''
import compatsrv
compatsrv.TCPServer = compatsrv.ThreadPoolTCPServer = Mine = object()
assert not hasattr(compatsrv, 'load_tests')
compatsrv.TLSMixIn, compatsrv.__all__, dir(compatsrv)
assert compatsrv.TCPServer is compatsrv.ThreadPoolTCPServer is Mine
del compatsrv.TCPServer
assert compatsrv.TCPServer is not Mine
print('fine')
''')


def test_it_can_be_imported_anew():
    check('''
import sys
import compatsrv
TCPServer = compatsrv.TCPServer
del sys.modules['compatsrv']
import compatsrv as anew
assert anew.TCPServer is TCPServer
print('fine')
''')


def test_reload_gives_the_same_module_and_classes():
    check('''
import compatsrv
try:
    from importlib import reload
except ImportError:
    pass
TCPServer = compatsrv.TCPServer
assert reload(compatsrv) is compatsrv
import compatsrv as after
assert after is compatsrv and compatsrv.TCPServer is TCPServer and compatsrv.UDPServer
print('fine')
''')


def test_help_shows_what_was_not_asked_for_yet():
    check('''
import pydoc
assert 'ThreadPoolTCPServer' in pydoc.plain(pydoc.render_doc('compatsrv'))
print('fine')
''')


def test_dir_has_all_names_at_once():
    check('''
import compatsrv
first = dir(compatsrv)
assert first == dir(compatsrv) and {'n', 'TLSMixIn', 'native', '__all__'} <= set(first), first
print('fine')
''')


def test_classes_are_pickled_under_its_name():
    check('''
import pickle
assert pickle.loads(b'ccompatsrv\\nThreadPoolTCPServer\\n.').__name__ == 'ThreadPoolTCPServer'
import compatsrv
assert b'compatsrv\\nThreadingTCPServer' in pickle.dumps(compatsrv.ThreadingTCPServer, 0)
print('fine')
''')


def test_what_inspect_shows_of_classes():
    """The source of a method; of a class nothing, rather than lines of the face, to which it says that it belongs."""
    check('''
import inspect, pickle
import compatsrv
for name in compatsrv.__all__:
    value = getattr(compatsrv, name)
    assert inspect.getmodule(value) is compatsrv, name
    assert [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(3)] == [value] * 3
    if inspect.isclass(value):
        assert repr(value) == "<class 'compatsrv.%s'>" % name
        try:
            inspect.getsource(value)
        except EnvironmentError:
            continue
        raise AssertionError(name)
    assert inspect.getsource(value).startswith('def %s(' % name)
for method in (compatsrv.TCPServer.server_bind, compatsrv.ThreadPoolUDPServer.process_request, compatsrv.TCPServer.get_request):
    assert inspect.getsource(method).lstrip().startswith('def %s(' % method.__name__)
    assert inspect.getsourcefile(method).rstrip('c') == method.__code__.co_filename.rstrip('c')
print('fine')
''')
