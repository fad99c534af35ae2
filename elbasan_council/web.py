"""How gunicorn serves the portal; it reads this file as its configuration.

A question of ten thousand letters, each written with six signs, should be answered by the search page
in the reader's language and not by the server: gunicorn itself would take no line above 8,190 bytes.
"""

from gunicorn.http import message  # type: ignore[import-untyped]

LONGEST_LINE = 64 * 1024

message.MAX_REQUEST_LINE = LONGEST_LINE
limit_request_line = LONGEST_LINE
workers = 2
threads = 4
worker_class = "gthread"
# Each process has a queue of its own, into which the kernel deals connections. From one queue the
# process that wakes up first took up to 49 of fifty, and kept them: they waited for it while the
# other one had nothing to do.
reuse_port = True
preload_app = True
graceful_timeout = 5
loglevel = "warning"
