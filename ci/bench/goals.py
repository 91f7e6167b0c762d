"""The goals: ratios that compatsrv is to reach, and whether it does.

A ratio is taken round by round, of two servers that took turns; its median is judged. Goals and stretches are by
version: pairs of the first version that they hold for, and the number.
"""

from figures import ratios, spread
from interpreters import key

VERSIONS = ['2.7', '3.6', '3.11', '3.13']


class Goal(object):
    """That the median of over's figure / under's is at least so much. over, under: entries of servers.py.

    limit: an entry that shows, in compatsrv's place, what is possible at all, where the client or the kernel bounds the
    ratio.
    """

    def __init__(self, title, scenario, figure, over, under, at_least, stretch, versions=VERSIONS, limit=None):
        self.title, self.scenario, self.figure, self.over, self.under = title, scenario, figure, over, under
        self.at_least, self.stretch, self.versions, self.limit = at_least, stretch, versions, limit


GOALS = [
    Goal('instructions a request, TCPServer: native / compatsrv', 'instructions', 'instructions',
         'native', 'compatsrv', [('2.7', 1.15), ('3.0', 1.75)], [('2.7', 2.2)]),
    Goal('the same with StreamRequestHandler', 'instructions-stream', 'instructions',
         'native', 'compatsrv', [('2.7', 1.0), ('3.0', 1.3)], [('2.7', 1.7)]),
    Goal('CPU a datagram, UDPServer, 16 clients: native / compatsrv', 'datagrams', 'cpu_us',
         'native', 'compatsrv', [('2.7', 1.3)], [('2.7', 1.45)], limit='bare Python loop'),
    Goal('rate over a Unix socket: compatsrv / a bare loop in Python', 'unix', 'rate',
         'compatsrv', 'bare Python loop', [('2.7', 1.0)], [('2.7', 1.2)], ['3.11', '3.13'], limit='C epoll loop'),
    Goal('connections/s at 64 clients: pool / native threads', 'connections', 'rate',
         'compatsrv pool', 'native threads', [('2.7', 4), ('3.11', 8)], [('2.7', 7), ('3.11', 11)],
         limit='C epoll loop'),
    Goal('p99 at 64 clients: native threads / pool', 'connections', 'p99_us',
         'native threads', 'compatsrv pool', [('2.7', 4)], [('2.7', 4)], limit='C epoll loop'),
    Goal('connections/s, handler sleeps 2 ms: pool / native threads', 'sleep', 'rate',
         'compatsrv pool', 'native threads', [('2.7', 1.8)], [('2.7', 2.8)]),
    Goal('UDP: pool / native threads', 'datagrams', 'rate',
         'compatsrv pool', 'native threads', [('2.7', 3)], [('2.7', 5)]),
    Goal('connections/s: pre-fork (2) / native forks', 'connections', 'rate',
         'compatsrv pre-fork', 'native forks', [('2.7', 17), ('3.0', 20), ('3.11', 26)], [('2.7', 35)],
         limit='C epoll loop'),
    Goal('2 ms of Python work: pre-fork (2) / native threads', 'work', 'rate',
         'compatsrv pre-fork', 'native threads', [('2.7', 5), ('3.0', 1.8)], [('2.7', 6.4), ('3.0', 2.1)]),
    Goal('32 pipelined lines: compatsrv / native', 'pipelined', 'rate',
         'compatsrv', 'native', [('2.7', 30)], [('2.7', 100)]),
    Goal('HTTP/1.0: pool / cheroot', 'http', 'rate', 'compatsrv pool', 'cheroot', [('2.7', 1.5)], [('2.7', 2)], ['3.11']),
    Goal('HTTP/1.0: pool / waitress', 'http', 'rate', 'compatsrv pool', 'waitress', [('2.7', 1.5)], [('2.7', 2)], ['3.11']),
    Goal('starting a thread with 1,000 alive: native / compatsrv', 'thread-start', 'cpu_us',
         'native threads', 'compatsrv threads', [('2.7', 5), ('3.11', 2)], [('2.7', 10), ('3.11', 4)],
         ['3.9', '3.11', '3.13']),
    Goal('64 looping clients, default backlog: compatsrv / native', 'backlog', 'rate',
         'compatsrv', 'native', [('2.7', 50)], [('2.7', 190)], ['3.11']),
]


def by_version(pairs, version):
    """The number that holds for the version."""
    return [number for first, number in pairs if key(first) <= key(version)][-1]


def judge(records):
    """A dict for each goal and interpreter: goal, stretch, least, median, most, verdict.

    verdict: met, not met, or not measured, which has no figures. limit: the median of the goal's limit, or None;
    limited by: what that is.
    """
    found = {(record['scenario'], record['python'], record['entry']): record for record in records}
    judged = []
    for goal in GOALS:
        for version in goal.versions:
            over, under, limit = [found.get((goal.scenario, version, entry), {}).get(goal.figure, [])
                                  for entry in (goal.over, goal.under, goal.limit)]
            least, middle, most = spread(ratios(over, under)) or (None, None, None)
            possible = spread(ratios(limit, under) if goal.over.startswith('compatsrv') else ratios(over, limit))
            at_least = by_version(goal.at_least, version)
            verdict = 'not measured' if middle is None else 'met' if middle >= at_least else 'not met'
            judged.append({'title': goal.title, 'scenario': goal.scenario, 'python': version, 'goal': at_least,
                           'stretch': by_version(goal.stretch, version), 'least': least, 'median': middle,
                           'most': most, 'verdict': verdict, 'limit': possible and possible[1],
                           'limited by': goal.limit and 'a ' + goal.limit})
    return judged
