"""One Newton step of seven weights with their covariance, written out: it is most of a fold."""

from practice.model.parameters import Row

Triangle = tuple[
    float, float, float, float, float, float, float, float, float, float, float, float, float,
    float, float, float, float, float, float, float, float, float, float, float, float, float,
    float, float,
]  # fmt: skip


def diagonal(variance: float) -> Triangle:
    """Return the covariance of independent weights, as the upper triangle, row by row."""
    v = variance
    return (
        v, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
        v, 0.0, 0.0, 0.0, 0.0, 0.0,
        v, 0.0, 0.0, 0.0, 0.0,
        v, 0.0, 0.0, 0.0,
        v, 0.0, 0.0,
        v, 0.0,
        v,
    )  # fmt: skip


def times(covariance: Triangle, vector: Row) -> Row:
    """Return the product of a covariance and a vector."""
    rows = _square(covariance)
    a, b, c, d, e, f, g = (
        sum(left * right for left, right in zip(row, vector, strict=True)) for row in rows
    )
    return (a, b, c, d, e, f, g)


def _square(covariance: Triangle) -> list[list[float]]:
    size, left = 7, iter(covariance)
    rows = [[0.0] * size for _ in range(size)]
    for k in range(size):
        for j in range(k, size):
            rows[k][j] = rows[j][k] = next(left)
    return rows


def newton_step(
    weights: Row,
    covariance: Triangle,
    features: Row,
    slope: float,
    information: float,
    spread: float,
    drift: float,
    prior: float,
) -> tuple[Row, Triangle, float]:
    """Return weights and covariance after one answer, and by how much its news is damped.

    `slope` and `information` are of the likelihood in the log-odds, `spread` the variance that
    other unknowns add to them. `drift` is added to each variance that is below `prior`. With the
    covariance P and the features x the damping is 1 + information·(x'Px + spread), the weights
    move by Px·slope/damping, and P by -Px(Px)'·information/damping. Source: the extended Kalman
    filter's update, as the one for logistic regression of Spiegelhalter and Lauritzen (1990).
    """
    a, b, c, d, e, f, g = features
    (
        aa, ab, ac, ad, ae, af, ag,
        bb, bc, bd, be, bf, bg,
        cc, cd, ce, cf, cg,
        dd, de, df, dg,
        ee, ef, eg,
        ff, fg,
        gg,
    ) = covariance  # fmt: skip
    # Column by column Px, then what each weight moves by.
    pa = aa * a + ab * b + ac * c + ad * d + ae * e + af * f + ag * g
    pb = ab * a + bb * b + bc * c + bd * d + be * e + bf * f + bg * g
    pc = ac * a + bc * b + cc * c + cd * d + ce * e + cf * f + cg * g
    pd = ad * a + bd * b + cd * c + dd * d + de * e + df * f + dg * g
    pe = ae * a + be * b + ce * c + de * d + ee * e + ef * f + eg * g
    pf = af * a + bf * b + cf * c + df * d + ef * e + ff * f + fg * g
    pg = ag * a + bg * b + cg * c + dg * d + eg * e + fg * f + gg * g
    variance = a * pa + b * pb + c * pc + d * pd + e * pe + f * pf + g * pg
    damping = 1 + information * (variance + spread)
    step, shrink = slope / damping, information / damping
    sa, sb, sc, sd, se, sf, sg = (
        shrink * pa, shrink * pb, shrink * pc, shrink * pd, shrink * pe, shrink * pf, shrink * pg,
    )  # fmt: skip
    wa, wb, wc, wd, we, wf, wg = weights
    moved = (
        wa + step * pa, wb + step * pb, wc + step * pc, wd + step * pd,
        we + step * pe, wf + step * pf, wg + step * pg,
    )  # fmt: skip
    aa, bb, cc, dd, ee, ff, gg = (
        aa - sa * pa, bb - sb * pb, cc - sc * pc, dd - sd * pd, ee - se * pe, ff - sf * pf,
        gg - sg * pg,
    )  # fmt: skip
    left = (
        aa + drift if aa < prior else aa,
        ab - sa * pb, ac - sa * pc, ad - sa * pd, ae - sa * pe, af - sa * pf, ag - sa * pg,
        bb + drift if bb < prior else bb,
        bc - sb * pc, bd - sb * pd, be - sb * pe, bf - sb * pf, bg - sb * pg,
        cc + drift if cc < prior else cc,
        cd - sc * pd, ce - sc * pe, cf - sc * pf, cg - sc * pg,
        dd + drift if dd < prior else dd,
        de - sd * pe, df - sd * pf, dg - sd * pg,
        ee + drift if ee < prior else ee,
        ef - se * pf, eg - se * pg,
        ff + drift if ff < prior else ff,
        fg - sf * pg,
        gg + drift if gg < prior else gg,
    )  # fmt: skip
    return moved, left, damping
