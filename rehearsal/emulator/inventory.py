"""Writes down what stacks made and did not delete, so that a rehearsal can say what is left."""

import functools
import json
import threading
from pathlib import Path

from ministack.services.cloudformation import provisioners

_LOCK = threading.Lock()


def keep(file: Path) -> None:
    """Watches every type: file holds the resources that exist, by type."""
    existing: dict = {}

    def write() -> None:
        file.write_text(json.dumps({kind: sorted(ids) for kind, ids in existing.items() if ids}, indent=1))

    for kind, handlers in provisioners._RESOURCE_HANDLERS.items():
        if "create" in handlers and "delete" in handlers:
            handlers["create"] = _noting(handlers["create"], existing.setdefault(kind, set()), write)
            handlers["delete"] = _forgetting(handlers["delete"], existing[kind], write)
    write()


def _noting(create, ids: set, write):
    @functools.wraps(create)
    def noted(*arguments):
        made = create(*arguments)
        with _LOCK:
            ids.add(made[0])
            write()
        return made

    return noted


def _forgetting(delete, ids: set, write):
    @functools.wraps(delete)
    def forgotten(physical_id, *arguments):
        delete(physical_id, *arguments)
        with _LOCK:
            ids.discard(physical_id)
            write()

    return forgotten
