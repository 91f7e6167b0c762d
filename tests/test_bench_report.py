"""What the benchmark writes: Markdown, a chart, lines for the terminal."""

import json
import re
from xml.etree import ElementTree

import pytest

pytest.importorskip('resource', reason='the benchmark is for systems that have rusage')

import bench_modules    # noqa: E402, F401
import goals            # noqa: E402
import report           # noqa: E402
import scenarios        # noqa: E402


def rates(scenario, python, entry, *values):
    return {'scenario': scenario, 'python': python, 'entry': entry, 'size': None, 'rate': list(values),
            'p50_us': [10], 'p99_us': [20], 'max_us': [30, 40], 'errors': [0], 'lost': [0], 'cpu_us': [5.5]}


def lives(entry, **costs):
    return [{'scenario': 'live', 'python': '3.13', 'entry': entry, 'size': int(size[1:]), 'cpu_us': [cost],
             'rate': [1], 'memory_kib': [1000 + 4 * int(size[1:])]} for size, cost in costs.items()]


def results(records, notes=()):
    return {'machine': {'cores': 2, 'processor': 'A & B <C>', 'system': '6.1', 'commit': 'abc', 'load': 0.5,
                        'date': '2020-01-01 00:00', 'seconds': 61},
            'rounds': 3, 'seconds': 0.5, 'notes': list(notes), 'records': records, 'goals': goals.judge(records)}


@pytest.fixture
def written():
    records = [rates('connections', '2.7', 'native', 50.0), rates('connections', '3.13', 'native', 100.0, 90.0, 110.0),
               rates('connections', '3.13', 'native threads', 10.0, 10.0, 10.0),
               rates('connections', '3.13', 'compatsrv pool', 150.0, 100.0, 120.0),
               rates('connections', '3.13', 'bare Python loop', 130.0),
               rates('connections', '3.13', 'C epoll loop', 130.0),
               {'scenario': 'instructions', 'python': '3.13', 'entry': 'native', 'size': None, 'instructions': [40000]},
               {'scenario': 'thread-start', 'python': '3.13', 'entry': 'native threads', 'size': None, 'cpu_us': [200, 400]}]
    return report.files(results(records + lives('native threads', _1=90, _1000=900) + lives('gevent', _1=50, _1000=51),
                                notes=['gevent | is left out']))


@pytest.mark.parametrize('value, text', [(None, '-'), (0.123, '0.12'), (9.999, '10.00'), (12.34, '12.3'), (123.4, '123'),
                                         (1234567.8, '1,234,568'), (0, '0.00')])
def test_number(value, text):
    assert report.number(value) == text


def test_ranged():
    assert report.ranged([3, 1, 2]) == '2.00 (1.00 to 3.00)'
    assert report.ranged([2]) == '2.00'
    assert report.ranged([]) == '-'


def test_a_row_of_rates(written):
    assert ('| 3.13 | compatsrv pool | 120 (100 to 150) | 1.20 | 10.0 | 20.0 | 40.0 | 5.50 |'
            in written['bench.md'].splitlines())


def test_failures_are_seen():
    record = dict(rates('connections', '3.13', 'native', 1.0), errors=[0, 2], lost=[1])
    assert '| native (3 failed) |' in report.files(results([record]))['bench.md']


def test_goals_stand_before_all_else(written):
    head = written['bench.md'].split('\n## ')[1]
    assert head.startswith('Goals\n')
    assert ('| connections/s at 64 clients: pool / native threads | 3.13 | 8.00 | 11.0 | 13.0 | 10.0 | 12.0 | 15.0 | met |' in head)
    assert head.count('not measured') == len([1 for goal in goals.GOALS for _ in goal.versions]) - 2


def test_versions_in_order(written):
    rows = [row.split(' | ')[0] for row in written['bench.md'].splitlines() if '| native | ' in row]
    assert rows[:2] == ['| 2.7', '| 3.13']


def test_memory_of_a_connection(written):
    assert '| 3.13 | native threads | 90.0 | 900 | 4.00 |' in written['bench.md'].splitlines()


def test_what_is_left_out_is_said(written):
    assert written['bench.md'].endswith('## Notes\n\n- gevent | is left out\n')


def test_json_is_whole(written):
    loaded = json.loads(written['bench.json'])
    assert loaded['records'][0]['rate'] == [50.0] and loaded['machine']['processor'] == 'A & B <C>'


def test_the_chart_is_svg_of_itself(written):
    chart = written['bench.svg']
    tree = ElementTree.fromstring(chart)
    texts = [element.text for element in tree.iter('{http://www.w3.org/2000/svg}text')]
    assert 'connections/s at 64 clients: pool / native threads' in texts
    assert {'compatsrv pool', 'native', 'gevent 51.0'} <= set(texts)
    assert 'prefers-color-scheme: dark' in chart
    links = re.findall(r'https?://[^\s"]+', chart)
    assert links == ['http://www.w3.org/2000/svg'] and '<script' not in chart and '<image' not in chart


def test_nothing_lies_outside_of_the_chart(written):
    tree = ElementTree.fromstring(written['bench.svg'])
    width, height = float(tree.get('width')), float(tree.get('height'))
    for element in tree.iter():
        for names, limit in ((('x', 'x1', 'x2', 'cx'), width), (('y', 'y1', 'y2', 'cy'), height)):
            for name in names:
                assert 0 <= float(element.get(name, 0)) <= limit, ElementTree.tostring(element)


@pytest.mark.parametrize('records', [[], [rates('http', '3.6', 'native', 0.0)], lives('gevent', _1=5)])
def test_a_chart_of_next_to_nothing(records):
    found = report.files(results(records))
    ElementTree.fromstring(found['bench.svg'])
    assert found['bench.md'].startswith('# Benchmark\n')


def test_progress_shows_the_largest_size():
    class Python(object):
        version = '3.13'

    line = report.progress(scenarios.BY_NAME['live'], Python, lives('gevent', _1=50, _1000=51))
    assert line.split() == ['Python', '3.13', 'live', 'gevent', '51.0']
    assert report.progress(scenarios.BY_NAME['http'], Python, []).endswith('nothing')


def test_goals_for_the_terminal(written):
    lines = report.goal_lines(json.loads(written['bench.json'])).splitlines()
    assert len(lines) == 3 and lines[0].startswith('met ') and '12.0 of 8.00  (10.0 to 15.0; stretch 11.0; a C epoll loop 13.0)' in lines[0]
    assert lines[1].startswith('not met ')      # p99, which is the same for all here
    assert lines[2].startswith('1 goals met, 1 not met,')
