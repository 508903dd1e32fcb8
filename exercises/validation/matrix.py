"""The kill matrix as text: which check fails which mistake."""

from exercises.validation.rules import ValidationReport

SIGNS = {"passed": "·", "failed": "x"}


def matrix_text(report: ValidationReport) -> str:
    """Return a row for each mistake and a column for each check, in the order of the checks.

    `x` is a failed check, `·` one that passed, another verdict its first letter.
    """
    if not report.kill_matrix:
        return ""
    checks = list(next(iter(report.kill_matrix.values())))
    width = max(map(len, report.kill_matrix))
    lines = [f"  {'':{width}}  {' '.join(f'{n:>2}' for n in range(1, len(checks) + 1))}"]
    for mistake, verdicts in report.kill_matrix.items():
        signs = " ".join(f"{SIGNS.get(verdicts[each], verdicts[each][:1]):>2}" for each in checks)
        lines.append(f"  {mistake:{width}}  {signs}")
    legend = ", ".join(f"{number} {check}" for number, check in enumerate(checks, 1))
    return "\n".join([*lines, f"  checks: {legend}"])
