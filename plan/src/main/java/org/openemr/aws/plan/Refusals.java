package org.openemr.aws.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What AWS, or CloudFormation, refuses to do to a resource that exists. */
final class Refusals {

    private Refusals() {}

    /**
     * Why a change fails.
     *
     * @param paths the properties that change
     * @param action what CloudFormation would do
     */
    static List<Hazard> of(Resource before, Resource after, List<String> paths, Action action) {
        return Stream.of(
                        addresses(after, paths, action),
                        function(after, paths),
                        olderVersion(before, after, action),
                        otherLoadBalancer(before, after, paths))
                .flatMap(Optional::stream)
                .map(Refusals::refused)
                .toList();
    }

    /** CloudFormation refuses another type under a logical id. */
    static Optional<Hazard> ofType(Resource before, Resource after) {
        return Optional.of("%s changes its type from %s to %s".formatted(after.address(), before.type(), after.type()))
                .filter(text -> !before.type().equals(after.type()))
                .map(Refusals::refused);
    }

    /** Why a stack cannot be deleted: it ends as DELETE_FAILED, with the protected resource still there. */
    static Hazard ofDeletion(Resource resource) {
        return refused(resource.address() + " is protected from deletion");
    }

    private static Optional<String> addresses(Resource after, List<String> paths, Action action) {
        return after.type().equals("AWS::EC2::Subnet") && action == Action.MAY_REPLACE
                ? Optional.of(after.address() + " changes " + paths + " while interfaces have its addresses")
                : Optional.empty();
    }

    private static Optional<String> function(Resource after, List<String> paths) {
        return after.isCustom() && paths.contains("ServiceToken")
                ? Optional.of(after.address() + " gets another function; CloudFormation refuses that")
                : Optional.empty();
    }

    /** RDS takes no version back in place; a cluster that is replaced begins with whatever it is given. */
    private static Optional<String> olderVersion(Resource before, Resource after, Action action) {
        var was = before.properties().path("EngineVersion").asText();
        var becomes = after.properties().path("EngineVersion").asText();
        return action != Action.REPLACE && !becomes.isEmpty() && EngineVersion.isOlder(becomes, was)
                ? Optional.of("%s goes back from version %s to %s".formatted(after.address(), was, becomes))
                : Optional.empty();
    }

    /**
     * A target group works for one load balancer: the new listener comes before the old one goes (<a
     * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html">TargetGroupAssociationLimit</a>).
     */
    private static Optional<String> otherLoadBalancer(Resource before, Resource after, List<String> paths) {
        var keepsItsTargets = !targets(after).isEmpty() && targets(after).equals(targets(before));
        return paths.contains("LoadBalancerArn") && keepsItsTargets
                ? Optional.of(after.address() + " gets another load balancer while its target group works for this one")
                : Optional.empty();
    }

    private static List<String> targets(Resource listener) {
        return listener.properties().findValuesAsText("TargetGroupArn");
    }

    private static Hazard refused(String text) {
        return new Hazard(Hazard.Kind.REFUSED, text);
    }
}
