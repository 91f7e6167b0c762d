"""The tables of docs/performance.md."""

import io

import pytest

pytest.importorskip('resource', reason='the benchmark is for systems that have rusage')

import bench_modules    # noqa: E402, F401
import goals            # noqa: E402
import page             # noqa: E402


def rates(scenario, python, entry, *values):
    return {'scenario': scenario, 'python': python, 'entry': entry, 'size': None, 'rate': list(values)}


def test_the_text_between_the_marks_is_replaced():
    text = 'before\n' + page.BEGIN + 'old\n' + page.END + 'after\n'
    once = page.replaced(text, 'new\n')
    assert once == 'before\n' + page.BEGIN + 'new\n' + page.END + 'after\n'
    assert page.replaced(once, 'new\n') == once


@pytest.mark.parametrize('text', ['', page.BEGIN, page.END + page.BEGIN])
def test_a_page_without_marks(text):
    with pytest.raises(page.Failed):
        page.replaced(text, 'new')


def test_the_real_page_has_marks():
    with io.open(page.PATH, encoding='utf-8') as file:
        page.replaced(file.read(), u'')


def test_tables():
    records = [rates('connections', '3.11', 'native', 100.0, 200.0), rates('connections', '3.11', 'compatsrv', 120.0, 220.0),
               rates('connections', '3.11', 'native threads', 10.0), rates('connections', '3.11', 'compatsrv pool', 70.0),
               rates('connections', '2.7', 'native threads', 10.0), rates('connections', '2.7', 'compatsrv pool', 70.0),
               rates('connections', '3.11', 'Twisted', 55.0), rates('connections', '3.11', 'C epoll loop', 60.0)]
    machine = {'cores': 2, 'processor': 'P', 'system': '6', 'date': 'D', 'commit': '', 'load': 0, 'seconds': 1}
    lines = page.tables({'machine': machine, 'rounds': 2, 'seconds': 1, 'records': records,
                         'goals': goals.judge(records)}).splitlines()
    assert ('| connections/s at 64 clients: pool / native threads | 4 or 8 | 7.00 (7.00 to 7.00) '
            '| 7.00 (7.00 to 7.00) **not met**; a C epoll loop: 6.00 |' in lines)
    assert '| connections/s, synchronous: compatsrv / native | - | 1.15 (1.10 to 1.20) |' in lines
    assert 'Requests a second on Python 3.11.' in lines
    assert '| Twisted | 55.0 |' in lines
