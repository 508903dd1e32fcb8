# attack: 36 segfault, stack overflow, huge recursion
# what: has 60 KiB of nested parentheses for the parser
# expects: load_failed:MemoryError or load_failed:SyntaxError or load_failed:RecursionError
# verdict: error or memory
# ruff: noqa

compile("(" * 60_000 + ")" * 60_000, "solution.py", "exec")
