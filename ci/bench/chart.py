"""The results as a chart: one SVG file, without scripts, which suits itself to a light or a dark page.

Three parts: the goals by interpreter, the rates of all servers on the newest one, and the cost of a request as
connections grow in number.
"""

import math
from xml.sax.saxutils import escape

import scenarios
from figures import spread
from interpreters import key

WIDTH, MARGIN, LABELS = 960, 24, 150
STYLE = '''
svg { --page: #ffffff; --ink: #1f2328; --soft: #59636e; --grid: #d8dee4; --native: #8c959f; --compatsrv: #0969da;
      --peer: #b08800; --limit: #6e7781; --met: #1a7f37; --missed: #cf222e; }
@media (prefers-color-scheme: dark) { svg { --page: #0d1117; --ink: #e6edf3; --soft: #9198a1; --grid: #30363d;
      --native: #8b949e; --compatsrv: #4493f8; --peer: #d29922; --limit: #aeb6bf; --met: #3fb950; --missed: #f85149; } }
text { font: 12px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: var(--ink); }
.title { font-size: 18px; font-weight: 600; } .head { font-size: 13px; font-weight: 600; }
text.ours { font-weight: 600; } .soft { fill: var(--soft); } .end { text-anchor: end; } .mid { text-anchor: middle; }
.page { fill: var(--page); } .grid { stroke: var(--grid); } .goal { stroke: var(--ink); stroke-width: 2; }
.stretch { stroke: var(--soft); stroke-width: 2; stroke-dasharray: 2 2; }
.met { fill: var(--met); stroke: var(--met); } .missed { fill: var(--page); stroke: var(--missed); }
.native { fill: var(--native); } .compatsrv { fill: var(--compatsrv); } .peer { fill: var(--peer); }
.limit { fill: none; stroke: var(--limit); stroke-dasharray: 3 2; } .whisker { stroke: var(--ink); }
.line { fill: none; stroke-width: 2; } .line.native { stroke: var(--native); }
.line.compatsrv { stroke: var(--compatsrv); } .line.peer { stroke: var(--peer); }
'''
PANELS = ['connections', 'unix', 'sleep', 'work', 'lines', 'pipelined', 'datagrams', 'http']


def draw(results):
    """The SVG text of results."""
    drawing = Drawing()
    y = 36
    for part in (draw_goals, draw_rates, draw_live):
        y = part(drawing, results, y)
    return drawing.svg(y)


class Drawing(object):
    """What has been drawn."""

    def __init__(self):
        self._parts = []

    def text(self, x, y, text, classes=''):
        self._parts.append('<text x="%.1f" y="%.1f" class="%s">%s</text>' % (x, y, classes, escape(text)))

    def line(self, x1, y1, x2, y2, classes):
        self._parts.append('<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" class="%s"/>' % (x1, y1, x2, y2, classes))

    def bar(self, x, y, width, height, classes):
        self._parts.append('<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" class="%s"/>' % (
            x, y, max(width, 1), height, classes))

    def whisker(self, x1, x2, y):
        """From the least to the greatest, with caps."""
        self.line(x1, y, x2, y, 'whisker')
        for x in (x1, x2):
            self.line(x, y - 3, x, y + 3, 'whisker')

    def dot(self, x, y, classes):
        self._parts.append('<circle cx="%.1f" cy="%.1f" r="4.5" stroke-width="2" class="%s"/>' % (x, y, classes))

    def path(self, points, classes):
        self._parts.append('<polyline points="%s" class="%s"/>' % (
            ' '.join('%.1f,%.1f' % point for point in points), classes))

    def svg(self, height):
        return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">\n'
                '<title>Benchmark of compatsrv</title>\n<style>%s</style>\n'
                '<rect width="100%%" height="100%%" class="page"/>\n%s\n</svg>\n' % (
                    WIDTH, height, WIDTH, height, STYLE, '\n'.join(self._parts)))


class Scale(object):
    """From values to places on a logarithmic axis."""

    def __init__(self, least, most, start, end):
        self._least, self._start = math.log10(least), start
        self._factor = (end - start) / ((math.log10(most) - self._least) or 1)

    def __call__(self, value):
        return self._start + (math.log10(value) - self._least) * self._factor


def group(entry):
    """What colours an entry: native, compatsrv, limit or peer."""
    first = entry.split()[0]
    return first if first in ('native', 'compatsrv') else 'limit' if entry in scenarios.LIMITS else 'peer'


def short(value):
    return '{:,.0f}'.format(value) if value >= 100 else '%.1f' % value if value >= 10 else '%.2f' % value


def draw_goals(drawing, results, y):
    """A row for each goal and interpreter: the median, between what it lay, the goal and the stretch."""
    measured = [goal for goal in results['goals'] if goal['median']]
    if not measured:
        return y
    drawing.text(MARGIN, y, 'Goals: how many times better than what is compared', 'title')
    drawing.text(MARGIN, y + 20, 'Dot: the median, filled where the goal is met; line: from the least to the greatest. '
                 'Bar: the goal; dashed bar: the stretch.', 'soft')
    y += 48
    numbers = [goal[name] for goal in measured for name in ('least', 'most', 'goal', 'stretch')]
    scale = Scale(min(numbers + [0.5]), max(numbers), 470, WIDTH - 130)
    bottom = y + 17 * len(measured) + 9 * len({goal['title'] for goal in measured})
    for tick in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        if min(numbers + [0.5]) <= tick <= max(numbers):
            drawing.line(scale(tick), y, scale(tick), bottom, 'grid')
            drawing.text(scale(tick), y - 6, '%g' % tick, 'soft mid')
    title = None
    for goal in measured:
        if goal['title'] != title:
            title = goal['title']
            y += 9
            drawing.text(MARGIN, y + 12, title)
        middle = y + 8
        drawing.text(455, y + 12, goal['python'], 'soft end')
        drawing.whisker(scale(goal['least']), scale(goal['most']), middle)
        drawing.dot(scale(goal['median']), middle, 'met' if goal['verdict'] == 'met' else 'missed')
        for mark in ('stretch', 'goal'):
            drawing.line(scale(goal[mark]), middle - 8, scale(goal[mark]), middle + 8, mark)
        drawing.text(WIDTH - MARGIN, y + 12, short(goal['median']) + ('' if goal['verdict'] == 'met' else ' not met'), 'end')
        y += 17
    return y + 50


def newest(results, name):
    """The records of a scenario on the newest Python on which it ran."""
    records = [record for record in results['records'] if record['scenario'] == name]
    last = max([key(record['python']) for record in records] or [None])
    return [record for record in records if key(record['python']) == last]


def draw_rates(drawing, results, y):
    """A panel of bars for each scenario, two beside each other."""
    panels = [(name, records) for name in PANELS for records in [newest(results, name)] if records]
    if not panels:
        return y
    drawing.text(MARGIN, y, 'Rates on Python %s, requests a second' % panels[0][1][0]['python'], 'title')
    drawing.text(MARGIN, y + 20, 'Bar: the median; line: from the least to the greatest of the rounds. '
                 'A limit does nothing but the calls that an answer needs.', 'soft')
    y += 42
    x = MARGIN
    for kind, label in (('native', 'native'), ('compatsrv', 'compatsrv'), ('peer', 'others'), ('limit', 'limits')):
        drawing.bar(x, y - 10, 22, 12, kind)
        drawing.text(x + 28, y, label)
        x += 110
    y += 32
    for left, right in zip(panels[::2], panels[1::2] + [None]):
        height = draw_panel(drawing, left[0], left[1], MARGIN, y)
        if right:
            height = max(height, draw_panel(drawing, right[0], right[1], WIDTH / 2 + MARGIN / 2, y))
        y += height + 28
    return y + 22


def draw_panel(drawing, name, records, x, y):
    """Bars, the highest rate first; return the height."""
    scenario = scenarios.BY_NAME[name]
    drawing.text(x, y, scenario.title[0].upper() + scenario.title[1:], 'head')
    records = sorted(records, key=lambda record: -spread(record['rate'])[1])
    most = max(max(record['rate']) for record in records) or 1
    start, width = x + LABELS, WIDTH / 2 - MARGIN * 1.5 - LABELS - 58
    for number, record in enumerate(records):
        top = y + 10 + 18 * number
        least, middle, greatest = spread(record['rate'])
        kind = group(record['entry'])
        drawing.text(start - 6, top + 11, record['entry'], 'end ours' if kind == 'compatsrv' else 'end')
        drawing.bar(start, top + 1, width * middle / most, 13, kind)
        drawing.whisker(start + width * least / most, start + width * greatest / most, top + 7.5)
        drawing.text(start + width * greatest / most + 5, top + 11, short(middle), 'soft')
    return 18 * len(records) + 10


def draw_live(drawing, results, y):
    """Lines: the CPU of a request by the number of live connections."""
    records = [record for record in newest(results, 'live') if spread(record.get('cpu_us', []))]
    sizes = sorted({record['size'] for record in records})
    if len(sizes) < 2:
        return y
    drawing.text(MARGIN, y, 'CPU of a request while other connections live, Python %s' % records[0]['python'], 'title')
    drawing.text(MARGIN, y + 20, 'Microseconds of the server, by the number of connections; both axes logarithmic.', 'soft')
    top, bottom = y + 44, y + 324
    costs = [spread(record['cpu_us'])[1] for record in records]
    across = Scale(sizes[0], sizes[-1], MARGIN + 50, WIDTH - 190)
    up = Scale(min(costs) * 0.9, max(costs) * 1.1, bottom, top)
    for tick in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000):
        if min(costs) * 0.9 <= tick <= max(costs) * 1.1:
            drawing.line(across(sizes[0]), up(tick), across(sizes[-1]), up(tick), 'grid')
            drawing.text(across(sizes[0]) - 8, up(tick) + 4, '%g us' % tick, 'soft end')
    for size in sizes:
        drawing.text(across(size), bottom + 18, '{:,}'.format(size), 'soft mid')
    ends = []
    for entry in sorted({record['entry'] for record in records}):
        points = sorted((record['size'], spread(record['cpu_us'])[1]) for record in records if record['entry'] == entry)
        places = [(across(size), up(cost)) for size, cost in points]
        drawing.path(places, 'line ' + group(entry))
        ends.append((places[-1][1], places[-1][0], entry, points[-1][1]))
    last = top - 20
    for place, x, entry, cost in sorted(ends):      # labels that would lie on each other move down
        last = max(place + 4, last + 15)
        drawing.text(x + 8, last, '%s %s' % (entry, short(cost)))
    return max(bottom + 40, last + 20)
