"""The models of NIST's nonlinear regression problems with their analytic Jacobians."""

import numpy as np


def columns(*parts):
    return np.stack(np.broadcast_arrays(*parts), axis=1)


def bennett5(b, x):
    base = b[1] + x
    power = base ** (-1 / b[2])
    return b[0] * power, columns(
        power, -b[0] / b[2] * power / base, b[0] * power * np.log(base) / b[2] ** 2
    )


def saturation(b, x):
    """Misra1a and BoxBOD."""
    decay = np.exp(-b[1] * x)
    return b[0] * -np.expm1(-b[1] * x), columns(-np.expm1(-b[1] * x), b[0] * x * decay)


def misra1b(b, x):
    base = 1 + b[1] * x / 2
    return b[0] * (1 - base**-2), columns(1 - base**-2, b[0] * x * base**-3)


def misra1c(b, x):
    base = 1 + 2 * b[1] * x
    return b[0] * (1 - base**-0.5), columns(1 - base**-0.5, b[0] * x * base**-1.5)


def misra1d(b, x):
    base = 1 + b[1] * x
    return b[0] * b[1] * x / base, columns(b[1] * x / base, b[0] * x / base**2)


def chwirut(b, x):
    value = np.exp(-b[0] * x) / (b[1] + b[2] * x)
    slope = -value / (b[1] + b[2] * x)
    return value, columns(-x * value, slope, x * slope)


def danwood(b, x):
    power = x ** b[1]
    return b[0] * power, columns(power, b[0] * power * np.log(x))


def eckerle4(b, x):
    z = (x - b[2]) / b[1]
    bell = np.exp(-(z**2) / 2) / b[1]
    return b[0] * bell, columns(bell, b[0] * bell * (z**2 - 1) / b[1], b[0] * bell * z / b[1])


def enso(b, x):
    values, jacobian = [np.full(len(x), b[0])], [np.ones(len(x))]
    for period, cosine, sine in ((12, b[1], b[2]), (b[3], b[4], b[5]), (b[6], b[7], b[8])):
        angle = 2 * np.pi * x / period
        values.append(cosine * np.cos(angle) + sine * np.sin(angle))
        by_period = (cosine * np.sin(angle) - sine * np.cos(angle)) * angle / period
        # The first period is fixed at twelve months.
        jacobian += [by_period] * (len(values) > 2) + [np.cos(angle), np.sin(angle)]
    return sum(values), columns(*jacobian)


def gauss(b, x):
    decay = np.exp(-b[1] * x)
    value, jacobian = b[0] * decay, [decay, -b[0] * x * decay]
    for height, centre, width in (b[2:5], b[5:8]):
        z = (x - centre) / width
        bell = np.exp(-(z**2))
        value = value + height * bell
        jacobian += [bell, 2 * height * bell * z / width, 2 * height * bell * z**2 / width]
    return value, columns(*jacobian)


def rational(degree):
    """Hahn1, Kirby2 and Thurber: a quotient of polynomials of one degree."""

    def model(b, x):
        powers = x[:, None] ** np.arange(degree + 1)
        above = powers @ b[: degree + 1]
        below = 1 + powers[:, 1:] @ b[degree + 1 :]
        value = above / below
        return value, np.concatenate(
            [powers / below[:, None], -(value / below)[:, None] * powers[:, 1:]], axis=1
        )

    return model


def exponentials(constant, rates):
    """A sum of decaying exponentials: Lanczos1 to 3 and MGH17."""

    def model(b, x):
        value, jacobian = np.full(len(x), b[0] if constant else 0.0), np.ones((len(x), len(b)))
        for weight, rate in rates:
            decay = np.exp(-b[rate] * x)
            value = value + b[weight] * decay
            jacobian[:, weight], jacobian[:, rate] = decay, -b[weight] * x * decay
        return value, jacobian

    return model


def mgh09(b, x):
    above, below = x**2 + x * b[1], x**2 + x * b[2] + b[3]
    value = b[0] * above / below
    return value, columns(above / below, b[0] * x / below, -value * x / below, -value / below)


def mgh10(b, x):
    growth = np.exp(b[1] / (x + b[2]))
    value = b[0] * growth
    return value, columns(growth, value / (x + b[2]), -value * b[1] / (x + b[2]) ** 2)


def nelson(b, x):
    """The logarithm of the response."""
    time, temperature = x.T
    decay = time * np.exp(-b[2] * temperature)
    return b[0] - b[1] * decay, columns(np.ones(len(x)), -decay, b[1] * temperature * decay)


def rat42(b, x):
    growth = np.exp(b[1] - b[2] * x)
    value = b[0] / (1 + growth)
    slope = -value * growth / (1 + growth)
    return value, columns(1 / (1 + growth), slope, -x * slope)


def rat43(b, x):
    growth = np.exp(b[1] - b[2] * x)
    power = (1 + growth) ** (-1 / b[3])
    value = b[0] * power
    slope = -value * growth / (1 + growth) / b[3]
    return value, columns(power, slope, -x * slope, value * np.log1p(growth) / b[3] ** 2)


def roszman1(b, x):
    z = b[2] / (x - b[3])
    slope = -1 / (np.pi * (1 + z**2) * (x - b[3]))
    return b[0] - b[1] * x - np.arctan(z) / np.pi, columns(np.ones(len(x)), -x, slope, slope * z)


LANCZOS = exponentials(constant=False, rates=((0, 1), (2, 3), (4, 5)))

MODELS = {
    "Bennett5": bennett5,
    "BoxBOD": saturation,
    "Chwirut1": chwirut,
    "Chwirut2": chwirut,
    "DanWood": danwood,
    "ENSO": enso,
    "Eckerle4": eckerle4,
    "Gauss1": gauss,
    "Gauss2": gauss,
    "Gauss3": gauss,
    "Hahn1": rational(3),
    "Kirby2": rational(2),
    "Lanczos1": LANCZOS,
    "Lanczos2": LANCZOS,
    "Lanczos3": LANCZOS,
    "MGH09": mgh09,
    "MGH10": mgh10,
    "MGH17": exponentials(constant=True, rates=((1, 3), (2, 4))),
    "Misra1a": saturation,
    "Misra1b": misra1b,
    "Misra1c": misra1c,
    "Misra1d": misra1d,
    "Nelson": nelson,
    "Rat42": rat42,
    "Rat43": rat43,
    "Roszman1": roszman1,
    "Thurber": rational(3),
}
