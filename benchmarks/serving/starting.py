"""Starting everybody who takes part: they all run all the time, and wait for their turn."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.serving.cases import CACHED, HELLO, MADE, NGINX, SITES, Ready, Servers, alike
from benchmarks.serving.cores import of_workers
from benchmarks.serving.servers import free_port, granian, running
from benchmarks.serving.sites import HERE, ROOT

if TYPE_CHECKING:
    from contextlib import AbstractContextManager, ExitStack

    from benchmarks.serving.bases import Bases
    from benchmarks.serving.cases import Wanted
    from benchmarks.serving.servers import Server

CACHE = {MADE: {"NEWSROOM_PAGE_CACHE": "0"}}
USUAL = 20_000

NGINX_CONFIGURATION = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1;
{user}
events {{ }}
http {{
  access_log off; sendfile on; default_type text/html; keepalive_requests 1000000000;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; index hello; }}
}}
"""


def site(
    target: str, size: int, workers: int, bases: Bases, folder: Path
) -> AbstractContextManager[Server]:
    """Return a site that runs as long as the block."""
    what, port = SITES[target], free_port()
    environment = what.environment(what.file(bases.folder, size)) | CACHE.get(target, {})
    command = granian(bases.python(what), what.application, workers, port)
    log, cores = folder / f"{target}-{size}.log", of_workers(workers)
    return running(command, port, environment, log, cores)


def start(stack: ExitStack, wanted: Wanted, bases: Bases, folder: Path) -> Servers:
    """
    Start everybody with one worker each, the limits with what our site keeps ready.

    What is kept, and the limit, start once more with several workers.
    """
    servers: Servers = {}
    for target, _, size in wanted.sites():
        servers[target, size, 1] = stack.enter_context(site(target, size, 1, bases, folder))
    together = {1, wanted.workers} if CACHED in wanted.targets else {1}
    for number in together - {1}:
        several = (CACHED, wanted.sizes[-1], number)
        servers[several] = stack.enter_context(site(*several, bases, folder))
    ready = alike(servers, bases)
    (folder / "answers.json").write_text(json.dumps(ready), encoding="utf-8")
    for number in together:
        servers[HELLO, 0, number] = stack.enter_context(hello(number, folder))
    if NGINX in wanted.targets:
        servers[NGINX, 0, 1] = stack.enter_context(nginx(folder, ready))
    return servers


def hello(workers: int, folder: Path) -> AbstractContextManager[Server]:
    """Return granian with answers that are ready."""
    port = free_port()
    command = granian(Path(sys.executable), f"{HERE}.hello:application", workers, port)
    environment = {"PYTHONPATH": str(ROOT), "HELLO_ANSWERS": str(folder / "answers.json")}
    return running(command, port, environment, folder / "hello.log", of_workers(workers))


def nginx(folder: Path, ready: Ready) -> AbstractContextManager[Server]:
    """Return nginx with files of the same lengths."""
    files, port = folder / "files", free_port()
    files.mkdir(exist_ok=True)
    lengths = {path: length for path, (_, length) in ready.items() if path.count("/") == 1}
    for path, length in {"/hello": USUAL, **lengths}.items():
        (files / path[1:]).write_bytes(b"x" * length)
    user = "user root;" if os.getuid() == 0 else ""
    told = NGINX_CONFIGURATION.format(folder=folder, port=port, user=user)
    (folder / "nginx.conf").write_text(told, encoding="utf-8")
    command = ["nginx", "-e", f"{folder}/nginx.log", "-c", f"{folder}/nginx.conf"]
    return running(command, port, {}, folder / "nginx.log", of_workers(1))
