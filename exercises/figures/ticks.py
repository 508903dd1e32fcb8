"""Round numbers along an axis, and how they are written."""

import math

from exercises.figures.figure import Axis

TICKS = 5
STEPS = (1.0, 2.0, 5.0, 10.0)
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def ticks_of(axis: Axis) -> list[tuple[float, str]]:
    """Return the values that an axis marks, with their words."""
    if axis.is_log:
        marked = _decades(axis.low, axis.high)
        if len(marked) > 1:
            return marked
    span = axis.high - axis.low
    rough = span / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * each for each in STEPS if power * each >= rough * (1 - 1e-9))
    first = math.ceil(axis.low / step - 1e-9)
    last = math.floor(axis.high / step + 1e-9)
    return [(at * step, number_said(at * step)) for at in range(first, last + 1)]


def share_of(axis: Axis, value: float) -> float:
    """Return where a value lies along an axis: 0 at its low end, 1 at its high end."""
    if axis.is_log:
        low, high = math.log10(axis.low), math.log10(axis.high)
        return (math.log10(value) - low) / (high - low)
    return (value - axis.low) / (axis.high - axis.low)


def number_said(value: float) -> str:
    """Return a number to four digits, with a real minus sign and powers of ten."""
    text = f"{value:.4g}"
    if "e" in text:
        digits, _, exponent = text.partition("e")
        power = "10" + str(int(exponent)).translate(SUPERSCRIPTS)
        text = power if digits == "1" else f"{digits}·{power}"
    return text.replace("-", "−")


def _decades(low: float, high: float) -> list[tuple[float, str]]:
    """Return powers of ten; with fewer than two of them twice and five times as much, too."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    if last <= first:
        values = [digit * 10.0**at for at in range(first - 1, last + 1) for digit in STEPS[:3]]
        return [(each, number_said(each)) for each in values if low <= each <= high]
    step = max(1, math.ceil((last - first + 1) / TICKS))
    return [
        (10.0**at, "1" if at == 0 else "10" + str(at).translate(SUPERSCRIPTS))
        for at in range(first, last + 1, step)
    ]
