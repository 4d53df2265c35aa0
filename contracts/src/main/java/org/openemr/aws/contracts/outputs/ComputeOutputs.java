package org.openemr.aws.contracts.outputs;

import java.util.List;
import org.openemr.aws.contracts.Layer;

/**
 * What ComputeStack gives to the layers below it, and to operators.
 *
 * @param clusterName the ECS cluster
 * @param serviceName the OpenEMR service
 * @param logGroupName where all tasks write
 * @param setUpFamily the family of the set-up task
 * @param siteAddress where clients reach OpenEMR
 */
public record ComputeOutputs(
        String clusterName, String serviceName, String logGroupName, String setUpFamily, String siteAddress) {

    /** The list from which the parameters are written. */
    public static final Contract<ComputeOutputs> CONTRACT = new Contract<>(
            Layer.COMPUTE,
            List.of(
                    new Output<>("cluster-name", "ECS cluster", ComputeOutputs::clusterName),
                    new Output<>("service-name", "OpenEMR service", ComputeOutputs::serviceName),
                    new Output<>("log-group-name", "Output of tasks", ComputeOutputs::logGroupName),
                    new Output<>("set-up-family", "Family of the set-up task", ComputeOutputs::setUpFamily),
                    new Output<>("site-address", "Where clients reach OpenEMR", ComputeOutputs::siteAddress)));
}
