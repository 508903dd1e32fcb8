# attack: 26 endless loop, in C, holding the GIL
# what: blocks in a lock that nobody releases, at import
# expects: timeout
# wall_limit_s: 0.5
# ruff: noqa

import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()
