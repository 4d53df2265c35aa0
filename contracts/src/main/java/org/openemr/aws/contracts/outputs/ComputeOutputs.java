package org.openemr.aws.contracts.outputs;

import java.util.List;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import software.amazon.awscdk.Stack;

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

    private static final Output<ComputeOutputs> CLUSTER_NAME =
            new Output<>("cluster-name", "ECS cluster", ComputeOutputs::clusterName);

    /** The list from which the parameters are written and read. */
    public static final Contract<ComputeOutputs> CONTRACT = new Contract<>(
            Layer.COMPUTE,
            List.of(
                    CLUSTER_NAME,
                    new Output<>("service-name", "OpenEMR service", ComputeOutputs::serviceName),
                    new Output<>("log-group-name", "Output of tasks", ComputeOutputs::logGroupName),
                    new Output<>("set-up-family", "Family of the set-up task", ComputeOutputs::setUpFamily),
                    new Output<>("site-address", "Where clients reach OpenEMR", ComputeOutputs::siteAddress)));

    /** What a consumer may ask for; each part becomes a template parameter only when it is asked for, and only once. */
    public static Imported read(Stack stack, Deployment deployment) {
        return new Imported(CONTRACT.reader(stack, deployment));
    }

    /** The parts of the contract for a consumer. */
    public static final class Imported {

        private final ContractReader<ComputeOutputs> contract;

        private Imported(ContractReader<ComputeOutputs> contract) {
            this.contract = contract;
        }

        public String clusterName() {
            return contract.value(CLUSTER_NAME);
        }
    }
}
