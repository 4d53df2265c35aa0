"""What AWS refuses and the emulator would do."""

import functools

from ministack.services import alb
from ministack.services.cloudformation import provisioners

_LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
_LOAD_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
_CLUSTER = "AWS::RDS::DBCluster"


def add() -> None:
    _before(_LISTENER, "create", _refuse_second_listener)
    _before(_LOAD_BALANCER, "delete", _refuse_protected_load_balancer)
    _before(_CLUSTER, "delete", _refuse_protected_cluster)


def _before(resource_type: str, step: str, check) -> None:
    handlers = provisioners._RESOURCE_HANDLERS[resource_type]
    original = handlers[step]

    @functools.wraps(original)
    def checked(*arguments):
        check(*arguments)
        return original(*arguments)

    handlers[step] = checked


def _refuse_second_listener(_logical_id: str, properties: dict, _stack_name: str) -> None:
    """DuplicateListener of CreateListener."""
    for listener in alb._listeners.values():
        same = (listener["LoadBalancerArn"], int(listener["Port"])) == (
            properties["LoadBalancerArn"],
            int(properties["Port"]),
        )
        if same:
            raise ValueError(f"A listener already exists on port {properties['Port']} for this load balancer")


def _refuse_protected_load_balancer(physical_id: str, _properties: dict) -> None:
    """OperationNotPermitted of DeleteLoadBalancer."""
    for attribute in alb._lb_attrs.get(physical_id, []):
        if attribute["Key"] == "deletion_protection.enabled" and str(attribute["Value"]).lower() == "true":
            raise ValueError(f"Load balancer '{physical_id}' cannot be deleted because deletion protection is enabled")


def _refuse_protected_cluster(physical_id: str, _properties: dict) -> None:
    """InvalidParameterCombination of DeleteDBCluster."""
    from ministack.services import rds

    if rds._clusters.get(physical_id, {}).get("DeletionProtection"):
        raise ValueError("Cannot delete protected Cluster, please disable deletion protection and try again.")
