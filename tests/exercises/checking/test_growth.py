"""Growth fails what is too steep or too slow, whatever it pretends, and never a right answer.

Times are simulated: the clock of the fake solution is a formula, so nothing waits.
"""

import itertools
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from exercises.checking import CheckFailed, SolutionRaised, expect_growth
from exercises.checking.growth import (
    CONTENTION,
    CROSSING_S,
    REPEATS,
    TICK_S,
    TRIALS,
    Timings,
    _timed,
    rules_standing,
)

TRIES = 10_000


def draw(rng, n):
    return (rng.standard_normal(n),)


def right(got, want, x):
    if got != want:
        raise CheckFailed(f"wrong for n = {len(x)}")


def total(x):
    return float(x.sum())


def growth(local, seconds, *, function=total, n=100, exponent=1.0, **more):
    solution = local(function, seconds=lambda x: seconds(len(x)))
    arguments = more.pop("make_arguments", draw)
    rng = np.random.default_rng(0)
    expect_growth(solution, total, arguments, n, exponent, expect_value=right, rng=rng, **more)


@pytest.mark.parametrize("power", [0.0, 1.0, 1.5])
def test_time_within_the_slack_passes(local, power):
    growth(local, lambda n: 1e-7 * n**power)


@pytest.mark.parametrize("power", [1.7, 2.0, 3.0])
def test_steeper_time_fails_with_its_exponent(local, power):
    with pytest.raises(CheckFailed, match=rf"power {power:.1f} between n = 100 and n = 400"):
        growth(local, lambda n: 1e-9 * n**power)


def test_a_failure_names_the_size_as_the_learner_knows_it(local):
    with pytest.raises(CheckFailed) as caught:
        growth(local, lambda m: 1e-5 * m**2.0, n=3, size="m", case="n = 500")
    assert str(caught.value) == (
        "n = 500: the time grows about as m to the power 2.0 between m = 3 and m = 12. "
        "The rule: m to the power 1, and up to 1.6 is taken for noise."
    )


def test_one_good_trial_of_three_is_enough(local):
    calls = itertools.count()
    # Two trials of fourteen calls see a quadratic cost, the third a linear one.
    growth(local, lambda n: 1e-9 * float(n**2 if next(calls) < 28 else n))


def test_noise_that_slows_most_calls_does_not_fail_a_right_answer(local):
    noise = itertools.cycle([5.0, 9.0, 1.0])
    growth(local, lambda n: 1e-6 * n * next(noise))


def test_a_clock_that_reads_zero_fails_nothing(local):
    growth(local, lambda n: 0.0)


def test_waiting_at_the_small_size_does_not_hide_a_slow_answer(local):
    # 2.5 s at n = 400, where the reference takes microseconds; the padding makes growth linear.
    with pytest.raises(CheckFailed) as caught:
        growth(local, lambda n: 2.5 * n / 400)
    message = str(caught.value)
    assert message.startswith("The time at n = 400 is 2500 ms, about ")
    assert "times the reference's. The rule: at most 30 times, and 5.1 ms for the way" in message


def test_taking_the_same_long_time_for_every_size_is_told_from_work(local):
    with pytest.raises(CheckFailed, match=r"is 9000 ms at n = 100 and 3 ms at n = 400\. The rule"):
        growth(local, lambda n: 9.0 if n == 100 else 3e-3)


def test_a_slow_but_constant_time_is_over_the_ceiling(local):
    with pytest.raises(CheckFailed, match="times the reference's"):
        growth(local, lambda n: 3.0)


def test_a_cheat_cannot_break_one_rule_after_the_other(local):
    # It pads the small calls of every second trial: what is slow stays slow in all of them.
    trial = itertools.count()

    def seconds(n):
        padded = next(trial) // (2 * REPEATS) % 2
        return 2.5 * (n / 400) ** (1 if padded else 2)

    with pytest.raises(CheckFailed, match="times the reference's"):
        growth(local, seconds)


def test_every_call_has_inputs_of_its_own_so_that_a_cache_is_of_no_use(local):
    seen = []

    def remembers(x):
        seen.append(x.tobytes())
        return total(x)

    growth(local, lambda n: 1e-6 * n, function=remembers)
    assert len(seen) == 2 * REPEATS == len(set(seen))
    assert len({len(data) for data in seen[:4]} | {len(data) for data in seen[-4:]}) == 2


def test_no_call_tells_the_size_of_the_next(local):
    orders = set()
    for seed in range(20):
        sizes = []

        def records(x, sizes=sizes):
            sizes.append(len(x))
            return total(x)

        solution = local(records, seconds=lambda x: 1e-7 * len(x))
        rng = np.random.default_rng(seed)
        expect_growth(solution, total, draw, 100, 1.0, expect_value=right, rng=rng)
        assert sorted(sizes) == REPEATS * [100] + REPEATS * [400]
        orders.add(tuple(sizes))
    # Of the 3432 orders that there are, each as likely as another.
    assert len(orders) >= 18
    assert {order[:2] for order in orders} == {(100, 100), (100, 400), (400, 100), (400, 400)}


def test_a_cache_by_content_gains_nothing(local):
    known = {}

    def seconds(n):
        return 1e-9 * n**2

    def caches(x):
        return known.setdefault(x.tobytes(), total(x))

    with pytest.raises(CheckFailed, match=r"power 2\.0"):
        growth(local, seconds, function=caches)
    assert len(known) == TRIALS * 2 * REPEATS


def test_inputs_that_are_not_drawn_are_the_authors_error(local):
    with pytest.raises(ValueError, match="draw new inputs"):
        growth(local, lambda n: 1e-6, make_arguments=lambda rng, n: (np.ones(n),))


def test_each_value_is_checked_and_each_exception_raised(local):
    with pytest.raises(CheckFailed, match="wrong for n = "):
        growth(local, lambda n: 1e-6, function=lambda x: 0.0)
    with pytest.raises(SolutionRaised):
        growth(local, lambda n: 1e-6, function=lambda x: 1 / 0)


def test_large_arguments_are_given_the_time_to_cross(local):
    # 400 000 doubles are 3.2 MB: 64 ms on the way there and back.
    growth(local, lambda n: 1e-9 * n + CROSSING_S + 0.05 * n / 400_000, n=100_000)


def fastest(rng, seconds, count):
    """The fastest of seven calls on two busy cores, for many trials at once.

    Half of the calls wait for a core, a multiple of 4 ms; all are slowed by a heavy-tailed factor.
    """
    shape = (count, REPEATS)
    factor = 1 + 0.3 * rng.pareto(1.2, shape)
    waits = 4e-3 * rng.geometric(0.4, shape) * (rng.random(shape) < 0.5)
    return (seconds * factor + waits).min(axis=1)


def failures(seed, ours, reference, exponent):
    """How many of many submissions fail; ours and reference give a time for n and one for 4n."""
    rng = np.random.default_rng(seed)
    columns = [fastest(rng, seconds, TRIES * TRIALS) for seconds in (*ours, *reference)]
    rows = [Timings(*row) for row in zip(*columns, strict=True)]
    count = 0
    for place in range(0, len(rows), TRIALS):
        trials = rows[place : place + TRIALS]
        # A submission passes with the first trial after which no rule stands.
        count += all(rules_standing(trials[: k + 1], exponent, 30.0) for k in range(TRIALS))
    return count


@pytest.mark.parametrize("slower", [0.5, 1.0, 8.0])
@pytest.mark.parametrize("exponent", [1, 2])
@pytest.mark.parametrize("base_s", [3e-5, 1e-3])
def test_noise_fails_no_right_answer_in_ten_thousand(slower, exponent, base_s):
    reference = (base_s, base_s * 4**exponent)
    # What the crossing of the channel takes comes on top of the learner's time.
    ours = [slower * seconds + 3e-4 for seconds in reference]
    assert failures(7, ours, reference, exponent) == 0


@pytest.mark.parametrize(
    "pad",
    [
        lambda small, large: small,
        lambda small, large: large / 4,
        lambda small, large: large / 2,
        lambda small, large: large,
        lambda small, large: 4 * large,
    ],
    ids=["honest", "linear", "flatter", "constant", "falling"],
)
def test_a_quadratic_answer_fails_however_it_waits(pad):
    reference = (1e-3, 4e-3)
    small, large = 32e-3, 512e-3
    assert failures(8, (pad(small, large), large), reference, 1) == TRIES


def test_a_reference_that_has_to_wait_for_a_processor_is_not_taken_for_slow():
    # Waiting stands for a processor that the learner's threads keep busy: it is not computing.
    waited_s = 0.1
    _, seconds = _timed(lambda: threading.Event().wait(waited_s), ())
    assert seconds < waited_s / 2


def test_a_reference_is_timed_while_it_computes():
    began = time.process_time()
    _, seconds = _timed(lambda: sum(range(200_000)), ())
    assert 0 < seconds <= CONTENTION * (time.process_time() - began + TICK_S)


def test_a_quick_reference_takes_time_under_a_limit_of_processor_time():
    code = """if 1:
        import resource
        from exercises.checking.growth import _timed
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        print(min(_timed(lambda: sum(range(100)), ())[1] for _ in range(100)))
    """
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(run.stdout) > 0
