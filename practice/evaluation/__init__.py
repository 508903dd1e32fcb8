"""Measures the queue against other schedulers, on simulated learners and on real logs.

A tool for developers and operators: nothing that the site runs imports it.
"""
