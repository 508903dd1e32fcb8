# attack: 12 sys.exit(0), os._exit(0), os.abort(), SIGKILL to itself
# what: leaves by sys.exit(0) at import
# expects: load_failed:SystemExit
# ruff: noqa

import sys

print("passed")
sys.exit(0)
