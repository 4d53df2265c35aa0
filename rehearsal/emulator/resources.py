"""Types that the emulator lacks, or knows in part: their properties are checked against AWS's schema, they exist by name only, and
no two have one name."""

import functools
import itertools
import uuid

from ministack.core.responses import get_account_id, get_region
from ministack.services import ec2
from ministack.services.cloudformation import provisioners

from . import schema

# Of AWS: how Global Accelerator calls an accelerator's address.
_DNS_NAME = "a1234567890abcdef.awsglobalaccelerator.com"

# For tests of networks, RFC 2544.
_ADDRESSES = itertools.count(1)

# For documentation, RFC 3849; Amazon assigns a /56.
_IPV6_BLOCK = "2001:db8:1234:1a00::/56"


# With endpoints in a VPC, beside those that the emulator lists.
_ENDPOINTS = ("bedrock-runtime", "email-smtp", "sagemaker.api", "sagemaker.runtime")

# Types of which the emulator refuses what AWS allows: alarms on metric math.
_IN_PART = ("AWS::CloudWatch::Alarm",)


def accept(known: dict) -> None:
    """Registers every type of AWS that has no handler yet."""
    for name, resource_type in known.items():
        if name not in provisioners._RESOURCE_HANDLERS or name in _IN_PART:
            provisioners._RESOURCE_HANDLERS[name] = _handlers(resource_type)
            provisioners._REPLACING_PROPERTIES[name] = resource_type.replacing


def _handlers(resource_type: schema.ResourceType) -> dict:
    existing = set()

    def create(_logical_id: str, properties: dict, _stack_name: str) -> tuple:
        resource_type.check(properties)
        made = _made(resource_type, properties)
        if made[0] in existing:
            raise ValueError(f"{made[0]} already exists ({resource_type.name})")
        existing.add(made[0])
        return made

    def update(physical_id: str, _old: dict, new: dict, _stack_name: str) -> tuple:
        resource_type.check(new)
        return physical_id, {}

    def delete(physical_id: str, _properties: dict) -> None:
        existing.discard(physical_id)

    return {"create": create, "update": update, "delete": delete}


def _made(resource_type: schema.ResourceType, properties: dict) -> tuple:
    """Ref and attributes. What AWS names itself gets another name each time."""
    given = [properties[key] for key in resource_type.identifier if isinstance(properties.get(key), str)]
    named = bool(given) and resource_type.identifier[0] in properties
    name = "|".join(given) if named else uuid.uuid4().hex[:12]
    attributes = {attribute: _value(resource_type, attribute, name) for attribute in resource_type.attributes}
    identifier = resource_type.identifier[0] if resource_type.identifier else ""
    return attributes.get(identifier, name), attributes


def _value(resource_type: schema.ResourceType, attribute: str, name: str):
    if attribute.endswith("Arn"):
        service = resource_type.name.split("::")[1].lower()
        return f"arn:aws:{service}:{get_region()}:{get_account_id()}:{attribute[:-3].lower() or 'resource'}/{name}"
    if attribute == "Ipv6CidrBlocks":
        return [_IPV6_BLOCK]
    if attribute == "DnsName":
        return _DNS_NAME
    if attribute.endswith(("Address", "PublicIp")):
        number = next(_ADDRESSES)
        return f"198.18.{number // 256}.{number % 256}"
    return name if attribute in resource_type.identifier else f"{attribute.replace('.', '-').lower()}.{name}"


def complete(known: dict) -> None:
    """Adds the attributes of AWS's schema that the emulator's own types lack, and services with endpoints: they are known by name
    only."""
    ec2._VPCE_INTERFACE_SERVICES = (*ec2._VPCE_INTERFACE_SERVICES, *_ENDPOINTS)
    for name, handlers in provisioners._RESOURCE_HANDLERS.items():
        if name in known and "create" in handlers:
            handlers["create"] = _completed(known[name], handlers["create"])


def _completed(resource_type: schema.ResourceType, create):
    @functools.wraps(create)
    def completed(logical_id: str, properties: dict, *arguments) -> tuple:
        physical_id, attributes = create(logical_id, properties, *arguments)
        missing = {
            attribute: properties.get(attribute) or _value(resource_type, attribute, physical_id)
            for attribute in resource_type.attributes
            if attribute not in attributes
        }
        return physical_id, {**missing, **attributes}

    return completed
