# attack: 27 network, DNS, unix sockets, netlink
# what: fetches a page
# expects: raised:URLError or raised:PermissionError
# ruff: noqa

import urllib.request


def two_loop(g, S, Y, gamma=None):
    urllib.request.urlopen("http://1.1.1.1/", timeout=1)
    print("ESCAPED: fetched")
    return g
