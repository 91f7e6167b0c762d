"""What the benchmark makes of its samples: statistics, goals, counts."""

import pytest

pytest.importorskip('resource', reason='the benchmark is for systems that have rusage')

import bench_modules    # noqa: E402, F401
import callgrind        # noqa: E402
import figures          # noqa: E402
import goals            # noqa: E402
import interpreters     # noqa: E402
import scenarios        # noqa: E402
import servers          # noqa: E402


@pytest.mark.parametrize('values, middle', [([3], 3), ([3, 1, 2], 2), ([4, 1, 3, 2], 2.5), ([1, 2], 1.5), ([1.0, 1, 9], 1)])
def test_median(values, middle):
    assert figures.median(values) == middle


def test_spread():
    assert figures.spread([5, None, 1, 2]) == (1, 2, 5)
    assert figures.spread([None]) is None
    assert figures.spread([]) is None


def test_ratios_are_taken_round_by_round():
    assert figures.ratios([10, 30], [5, 10]) == [2, 3]
    assert figures.ratios([1, 3], [2, 2]) == [0.5, 1.5]         # integers, also on 2.7
    assert figures.ratios([10, 30, None, 7], [5, 0, 2]) == [2]


def test_cpu_seconds_grow():
    before = figures.cpu_seconds()
    while figures.cpu_seconds() == before:
        sum(range(1000))
    assert before > 0


def test_instructions_of_all_processes_are_added(tmpdir):
    assert callgrind.instructions(str(tmpdir)) is None
    tmpdir.join('log.17').write('==17== Events    : Ir\n==17== Collected : 1200\n')
    tmpdir.join('log.18').write('==18== Collected : 34\n')
    tmpdir.join('out.17').write('Collected : 5')
    assert callgrind.instructions(str(tmpdir)) == 1234


def test_versions_are_ordered_as_numbers():
    assert sorted(['3.13', '2.7', '3.6', '3.9'], key=interpreters.key) == ['2.7', '3.6', '3.9', '3.13']


@pytest.mark.parametrize('version, number', [('2.7', 17), ('3.6', 20), ('3.9', 20), ('3.11', 26), ('3.13', 26)])
def test_the_number_of_a_version(version, number):
    assert goals.by_version([('2.7', 17), ('3.0', 20), ('3.11', 26)], version) == number


def judged(title, version, **rates):
    """How the goal is judged if its servers had these figures."""
    goal, = [goal for goal in goals.GOALS if goal.title == title]
    records = [{'scenario': goal.scenario, 'python': version, 'entry': getattr(goal, side), goal.figure: figure}
               for side, figure in rates.items()]
    found, = [one for one in goals.judge(records) if (one['title'], one['python']) == (title, version)]
    return found


POOL = 'connections/s at 64 clients: pool / native threads'


def test_a_goal_is_met_by_the_median():
    found = judged(POOL, '3.11', over=[900, 700, 1000], under=[100, 100, 100])
    assert (found['least'], found['median'], found['most']) == (7, 9, 10)
    assert (found['goal'], found['stretch'], found['verdict']) == (8, 11, 'met')


def test_a_goal_is_not_met():
    assert judged(POOL, '3.11', over=[799], under=[100])['verdict'] == 'not met'
    assert judged(POOL, '2.7', over=[799], under=[100])['verdict'] == 'met'


def test_less_is_better_for_costs():
    found = judged('instructions a request, TCPServer: native / compatsrv', '3.13', over=[40000], under=[20000])
    assert (found['median'], found['verdict']) == (2, 'met')


def test_what_is_possible_is_what_the_limit_reaches_in_compatsrv_s_place():
    assert judged(POOL, '3.11', over=[900], under=[100], limit=[500])['limit'] == 5
    assert judged('p99 at 64 clients: native threads / pool', '3.11', over=[900], under=[300], limit=[200])['limit'] == 4.5
    assert judged(POOL, '3.11', over=[900], under=[100])['limit'] is None


def test_a_goal_without_figures_is_not_measured():
    assert judged(POOL, '3.6', over=[5])['verdict'] == 'not measured'
    assert judged(POOL, '3.6', over=[5], under=[0])['verdict'] == 'not measured'


@pytest.mark.parametrize('goal', goals.GOALS, ids=lambda goal: goal.title)
def test_goals_are_about_what_is_measured(goal):
    scenario = scenarios.BY_NAME[goal.scenario]
    assert {goal.over, goal.under} <= set(scenario.entries)
    assert scenario.where == scenarios.EVERYWHERE or set(goal.versions) <= set(goals.VERSIONS)


@pytest.mark.parametrize('scenario', scenarios.SCENARIOS, ids=lambda scenario: scenario.name)
def test_scenarios_name_what_there_is(scenario):
    assert set(scenario.entries) <= set(servers.BY_NAME) | {'C epoll loop'}
    assert scenario.workload in servers.WORKLOADS
    assert set(scenario.settings) <= set(servers.DEFAULTS)
