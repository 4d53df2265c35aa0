"""Starts the emulator: python -m emulator <directory of the checkout> <directory for what is written>."""

import sys
from pathlib import Path

from ministack.app import main

from . import api, functions, inventory, refusals, resources, schema, tasks


def start(checkout: Path, directory: Path) -> None:
    known = schema.read(checkout / "node_modules/@aws-cdk/aws-service-spec/db.json.gz")
    resources.accept(known)
    api.add(known)
    resources.complete(known)
    refusals.add()
    inventory.keep(directory / "inventory.json")
    functions.run_in_java(checkout, directory / "functions.log")
    tasks.end(directory / "tasks.json")
    sys.argv = sys.argv[:1]
    main()


if __name__ == "__main__":
    start(Path(sys.argv[1]), Path(sys.argv[2]))
