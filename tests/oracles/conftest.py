"""The oracles are installed in an environment of their own: `make test-oracles`."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("curvlinops") else ["test_*.py"]
