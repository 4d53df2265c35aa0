"""AWS's resource specification, as the npm package @aws-cdk/aws-service-spec has it: the CDK's own diff reads the same file."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ResourceType:
    """What AWS says of one type."""

    name: str
    properties: frozenset
    required: frozenset
    replacing: frozenset
    attributes: tuple
    identifier: tuple

    def check(self, properties: dict) -> None:
        """Refuses what CloudFormation refuses before it calls a service."""
        unknown = sorted(properties.keys() - self.properties)
        if unknown:
            raise ValueError(f"Encountered unsupported property {', '.join(unknown)} in {self.name}")
        missing = sorted(self.required - properties.keys())
        if missing:
            raise ValueError(f"Required property {', '.join(missing)} is missing in {self.name}")


def read(database: Path) -> dict:
    """The types by name."""
    with gzip.open(database) as file:
        entities = json.load(file)["schema"]["resource"]["entities"]
    return {entity["cloudFormationType"]: _type(entity) for entity in entities}


def _type(entity: dict) -> ResourceType:
    properties = entity.get("properties", {})
    return ResourceType(
        name=entity["cloudFormationType"],
        properties=frozenset(properties),
        required=frozenset(name for name, given in properties.items() if given.get("required")),
        replacing=frozenset(
            name for name, given in properties.items() if given.get("causesReplacement") == "yes"
        ),
        attributes=tuple(entity.get("attributes", {})),
        identifier=tuple(entity.get("primaryIdentifier", ())),
    )
