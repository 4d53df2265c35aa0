"""Types that the emulator has in its API only: CloudFormation makes and deletes them there, by name. And tags of buckets, likewise."""

import functools
import uuid

from ministack.services import iam, s3, ses
from ministack.services.cloudformation import provisioners

from . import schema

# The name's property, and what makes and deletes one.
_TYPES = {
    "AWS::IAM::Group": ("GroupName", iam._create_group, iam._delete_group),
    "AWS::SES::ReceiptRuleSet": ("RuleSetName", ses._create_receipt_rule_set, ses._delete_receipt_rule_set),
}


def add(known: dict) -> None:
    for name, (key, create, delete) in _TYPES.items():
        provisioners._RESOURCE_HANDLERS[name] = _handlers(known[name], key, create, delete)
    buckets = provisioners._RESOURCE_HANDLERS["AWS::S3::Bucket"]
    buckets["create"] = _tagged(buckets["create"])


def _tagged(create):
    @functools.wraps(create)
    def tagged(logical_id: str, properties: dict, *arguments) -> tuple:
        made = create(logical_id, properties, *arguments)
        s3._bucket_tags[made[0]] = {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}
        return made

    return tagged


def _handlers(resource_type: schema.ResourceType, key: str, create_one, delete_one) -> dict:
    def create(logical_id: str, properties: dict, stack_name: str) -> tuple:
        resource_type.check(properties)
        name = properties.get(key) or f"{stack_name}-{logical_id}-{uuid.uuid4().hex[:8]}"
        _call(create_one, key, name)
        return name, {}

    def delete(physical_id: str, _properties: dict) -> None:
        _call(delete_one, key, physical_id)

    return {"create": create, "delete": delete}


def _call(operation, key: str, name: str) -> None:
    status, _, body = operation({key: [name]})
    if status >= 400:
        raise ValueError(body if isinstance(body, str) else body.decode())
