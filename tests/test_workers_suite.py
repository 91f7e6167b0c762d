"""The cases of servers and mix-ins, run over the worker classes.

What these do otherwise on purpose stands in implementations/workers_as_mixins.json, with the reason.
"""

import os

import processes

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'implementations')
# Without forks/state: whether a handler sees what another one changed hangs on which process takes the request.
CASES = ('threads/*', 'forks/[!s]*', 'forks/shutdown*', 'forks/stdio', 'mixing/*', 'requests/*', 'options/*', 'lifecycle/*',
         'datagrams/*')
LIMIT = 120     # seconds: each case has a limit of its own


def test_cases(root):
    plugin = () if '--server-module' in processes.run('-m', 'pytest', '--help')[1] else (
        '-p', 'compatsrv.conformance.plugin')
    path = os.pathsep.join([FOLDER, root] + [p for p in [os.environ.get('PYTHONPATH')] if p])
    options = ('-q', '-p', 'no:cacheprovider') + plugin + (
        '--pyargs', 'compatsrv.conformance', '--server-module', 'workers_as_mixins',
        '--expectations', os.path.join(FOLDER, 'workers_as_mixins.json'))
    for case in CASES:
        options += '--case', case
    process = processes.start('-m', 'pytest', *options, env=processes.environment(PYTHONPATH=path), cwd=FOLDER)
    status, out, err = processes.finish(process, LIMIT)
    assert status == 0, out + err
