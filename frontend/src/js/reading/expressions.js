// The grammar of courses/expressions, and equality at its points, so that a device can tell at once and offline. The
// server's verdict is the one that is kept.
const FUNCTIONS = { sqrt: Math.sqrt, exp: Math.exp, log: Math.log };
const LENGTH_LIMIT = 200;
const TOKEN_LIMIT = 60;
const DIGITS_LIMIT = 12;
const EXPONENT_LIMIT = 20;
const DENOMINATOR_LIMIT = 12;
const POINTS = 24;
const POINTS_NEEDED = 4;
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19];
const TOLERANCE = 1e-6;
const TOKEN = /((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|\*\*|[-+*/^()]/y;

export class ExpressionError extends Error {}
const refuse = (reason = "This does not read as one expression.") => {
  throw new ExpressionError(reason);
};
const isFunction = (word) => Object.hasOwn(FUNCTIONS, word);

function tokensOf(text, symbols) {
  const tokens = [];
  let before = "";
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at])) {
      at += 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const [word, number, name] = TOKEN.exec(text) ?? refuse(`The character ${text[at]} has no meaning here.`);
    if (isFunction(before)) {
      if (word !== "(") refuse("Write functions with parentheses, as in sqrt(x).");
    } else if (/[\w.)]$/.test(before) && (number || name || word === "("))
      refuse(`Write multiplication with *, here before ${word}.`);
    if (number) {
      const digits = word.replace(/[eE].*|\D/g, "").replace(/^0+|0+$/g, "");
      const size = Math.abs(/[eE](.*)/.exec(word)?.[1] ?? 0);
      if (digits.length > DIGITS_LIMIT || word.length > 2 * DIGITS_LIMIT || size > DIGITS_LIMIT)
        refuse(`The number ${word} is too long.`);
    } else if (name && !isFunction(name) && !symbols.includes(name))
      refuse(`There is no ${name} here; use ${[...symbols, ...Object.keys(FUNCTIONS)].join(", ")}.`);
    tokens.push({ word: word === "^" ? "**" : word, number, name });
    before = word;
    at = TOKEN.lastIndex;
  }
  if (tokens.filter(({ word }) => !"()".includes(word)).length > TOKEN_LIMIT) refuse("This is too long; the answer is shorter.");
  return tokens;
}

const UNDEFINED = Symbol("no finite value");
function finite(value) {
  if (!Number.isFinite(value)) throw UNDEFINED;
  return value;
}

const OPERATIONS = { "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b };

// A node has its value at a point, its value where it is a constant without functions, and what it holds.
function join(word, a, b) {
  const operate = OPERATIONS[word];
  return {
    at: (point) => finite(operate(a.at(point), b.at(point))),
    constant: operate(a.constant, b.constant),
    hasSymbol: a.hasSymbol || b.hasSymbol,
    hasPower: a.hasPower || b.hasPower,
  };
}

function exponentOf(node) {
  if (node.hasPower) refuse("An exponent may not hold another power.");
  if (node.hasSymbol) return node.at;
  for (let q = 1; q <= DENOMINATOR_LIMIT && Math.abs(node.constant) <= EXPONENT_LIMIT; q += 1) {
    const p = Math.round(node.constant * q);
    if (Math.abs(node.constant * q - p) < 1e-9) return () => p / q;
  }
  return refuse(`An exponent must be a small fraction, such as 1/3, between -${EXPONENT_LIMIT} and ${EXPONENT_LIMIT}.`);
}

export function expressionRead(text, symbols) {
  if (text.length > LENGTH_LIMIT) refuse(`At most ${LENGTH_LIMIT} characters, please.`);
  const tokens = tokensOf(text.replaceAll("−", "-"), symbols);
  if (!tokens.length) refuse("Write an expression first.");
  const take = (...words) => (words.includes(tokens[0]?.word) ? tokens.shift().word : null);

  function sum() {
    let node = product();
    for (let word; (word = take("+", "-")); ) node = join(word, node, product());
    return node;
  }
  function product() {
    let node = signed();
    for (let word; (word = take("*", "/")); ) node = join(word, node, signed());
    return node;
  }
  function signed() {
    const sign = take("-", "+");
    if (!sign) return power();
    const node = signed();
    return sign === "+" ? node : { ...node, at: (point) => -node.at(point), constant: -node.constant };
  }
  function power() {
    const base = atom();
    if (!take("**")) return base;
    const node = signed();
    const exponent = exponentOf(node);
    const at = (point) => finite(base.at(point) ** exponent(point));
    return { at, constant: NaN, hasSymbol: base.hasSymbol || node.hasSymbol, hasPower: true };
  }
  function atom() {
    const { word, number, name } = tokens.shift() ?? refuse();
    if (number) return { at: () => Number(number), constant: Number(number) };
    if (name && !isFunction(name)) return { at: (point) => point[name], constant: NaN, hasSymbol: true };
    if (name) take("(");
    else if (word !== "(") refuse();
    const inner = sum();
    if (!take(")")) refuse();
    return name ? { ...inner, at: (point) => finite(FUNCTIONS[name](inner.at(point))), constant: NaN } : inner;
  }

  const { at } = sum();
  if (tokens.length) refuse();
  return at;
}

function* points(symbols, real) {
  for (let i = 1; i <= POINTS; i += 1) {
    const coordinate = (symbol, j) => {
      const u = (0.5 + i * Math.sqrt(PRIMES[j])) % 1;
      return [symbol, real.includes(symbol) ? 2 * (2 * u - 1) : 0.2 * 25 ** u];
    };
    yield Object.fromEntries(symbols.map(coordinate));
  }
}

function valueAt(at, point) {
  try {
    return at(point);
  } catch (reason) {
    if (reason === UNDEFINED) return NaN;
    throw reason;
  }
}

// Whether a text means the right one; throws an ExpressionError where it means nothing.
export function areEqual(text, right, symbols, real = []) {
  const given = expressionRead(text, symbols);
  const expected = expressionRead(right, symbols);
  let found = 0;
  for (const point of points(symbols, real)) {
    const b = valueAt(expected, point);
    if (Number.isNaN(b)) continue;
    const a = valueAt(given, point);
    if (!(Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b)))) return false;
    found += 1;
  }
  return found >= POINTS_NEEDED;
}
