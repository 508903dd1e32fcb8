"""Print how well each method agrees with its oracle: `python -m tests.reference.agreement`."""

# ruff: noqa: T201 (a command)

from tests.reference.golden_cases import CASES, error
from tests.reference.goldens import goldens_read


def lines():
    yield "| case | independent implementation | relative difference | at most |"
    yield "|---|---|---|---|"
    for name, (inputs, expected) in goldens_read().items():
        case = CASES[name]
        difference = error(case.ours(inputs), expected)
        title = name.replace("_", " ")
        yield f"| {title} | {case.oracle} | {difference:.1e} | {case.tolerance:.0e} |"


if __name__ == "__main__":
    print("\n".join(lines()))
