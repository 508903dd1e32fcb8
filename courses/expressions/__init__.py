"""Expressions that learners type: a small grammar of its own, and when two of them are equal.

The same grammar is in `frontend/src/js/reading/expressions.js`; both run the cases of
`tests/frontend/expression-cases.json`.
"""
