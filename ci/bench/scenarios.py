"""What is measured: the table of scenarios."""

LINE = 'a line of text\n'
GET = 'GET / HTTP/1.0\r\n\r\n'
EVERYWHERE = 'everywhere'       # on each interpreter that is here, not only on those that goals are set for

SYNCHRONOUS = ['native', 'compatsrv']
THREADS = ['native threads', 'compatsrv threads', 'compatsrv pool']
FORKS = ['native forks', 'compatsrv forks', 'compatsrv pre-fork']
LIMITS = ['bare Python loop', 'C epoll loop']
PROTOCOLS = ['asyncio protocol', 'uvloop protocol', 'gevent', 'Twisted']
PEERS = ['asyncio streams', 'asyncio protocol', 'uvloop streams', 'uvloop protocol', 'gevent', 'Twisted']


class Scenario(object):
    """A load, and the servers that stand it in turn.

    name        of --only
    title       for people
    runner      the function of running.py
    entries     of servers.py, in the order of the turns
    mode        of load.c, with so many clients
    workload    of servers.py, with other settings
    message     what a request sends; expected: how its answer has to begin
    per         how many things of `unit` a request is
    longer      how many times as long as others a turn takes
    loops       instead: how many requests each client makes in a turn, in three turns at most
    quick       run it with --quick as well
    where       the versions on which it runs, if they are here, or EVERYWHERE; None: those that goals are set for
    """

    def __init__(self, name, title, entries, mode='connect', clients=1, workload='echo', settings=None, message=LINE,
                 expected=None, per=1, unit='requests', runner='rates', longer=1, loops=None, quick=True, where=None,
                 sizes=(None,)):
        self.name, self.title, self.entries, self.runner = name, title, entries, runner
        self.mode, self.clients, self.workload, self.settings = mode, clients, workload, dict(settings or {})
        self.message, self.expected = message, expected
        self.per, self.unit, self.longer, self.loops, self.where, self.sizes = per, unit, longer, loops, where, sizes
        self.quick = quick


SCENARIOS = [
    Scenario('connections', 'connect, one line, close: TCP, 64 clients',
             SYNCHRONOUS + THREADS + FORKS + LIMITS + PEERS, clients=64, where=EVERYWHERE),
    Scenario('sleep', 'connect, one line, a sleep of 2 ms, close: TCP, 64 clients',
             THREADS + ['compatsrv pre-fork pool'] + PEERS, clients=64, workload='sleep'),
    Scenario('work', 'connect, one line, 2 ms of Python work, close: TCP, 16 clients',
             THREADS + FORKS + ['asyncio streams', 'gevent'], clients=16, workload='work'),
    Scenario('unix', 'connect, one line, close: a Unix socket, 16 clients', SYNCHRONOUS + LIMITS + PROTOCOLS,
             clients=16, settings={'transport': 'unix'}),
    Scenario('datagrams', 'UDP echo, 16 clients', SYNCHRONOUS + THREADS + ['bare Python loop'] + PROTOCOLS, mode='datagrams', clients=16,
             workload='datagram', settings={'transport': 'udp'}, unit='datagrams'),
    Scenario('lines', 'persistent connections, a line at a time, 16 clients', THREADS + ['C epoll loop'] + PEERS,
             mode='lines', clients=16, workload='lines', unit='lines'),
    Scenario('pipelined', '32 lines sent at once on a persistent connection, 1 client',
             SYNCHRONOUS + ['native threads', 'compatsrv pool'] + PEERS, mode='lines', workload='lines',
             message=32 * LINE, per=32, unit='lines', longer=1.5),
    Scenario('http', 'HTTP/1.0 over http.server, 16 clients',
             ['native'] + THREADS + ['compatsrv pre-fork', 'cheroot', 'waitress'], clients=16, workload='http',
             message=GET, expected='HTTP/1.'),
    Scenario('backlog', '64 clients make 50 requests each, against the default backlog of TCPServer', SYNCHRONOUS,
             clients=64, settings={'backlog': None}, loops=50, quick=False, where=['3.11']),
    Scenario('live', 'connect, one line, close: 1 client, while other connections live', THREADS + PROTOCOLS,
             mode='visit', workload='lines', settings={'stack': 256, 'pool_size': 6000}, runner='live', longer=0.5,
             sizes=(1, 10, 100, 1000, 5000)),
    Scenario('thread-start', 'starting a request\'s thread with 1,000 others alive',
             ['native threads', 'compatsrv threads'], runner='thread_starts', where=EVERYWHERE),
    Scenario('instructions', 'instructions a request: connect, recv, sendall, close, one client',
             SYNCHRONOUS + THREADS + FORKS + ['bare Python loop'], runner='instructions'),
    Scenario('instructions-busy', 'instructions a request: the first of these with 8 clients, so that one always waits',
             SYNCHRONOUS, clients=8, runner='instructions', quick=False),
    Scenario('instructions-stream', 'instructions a request: connect, readline, write, close with StreamRequestHandler', SYNCHRONOUS,
             workload='line', runner='instructions'),
    Scenario('instructions-datagram', 'instructions a datagram', SYNCHRONOUS, mode='datagrams', workload='datagram',
             settings={'transport': 'udp'}, runner='instructions'),
]
BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}
