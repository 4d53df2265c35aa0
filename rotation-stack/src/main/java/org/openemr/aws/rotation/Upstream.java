package org.openemr.aws.rotation;

import org.openemr.aws.constructs.contract.ComputeOutputs;
import org.openemr.aws.constructs.contract.DataOutputs;
import org.openemr.aws.constructs.contract.NetworkOutputs;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.RotationSettings;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;

/**
 * What RotationStack takes from the layers above.
 *
 * @param functions from SecurityStack: what functions need
 * @param dataKey from SecurityStack: the key of the secrets
 * @param network from NetworkStack: where tasks are
 * @param data from DataStack: the secrets, and whom they let in where
 * @param compute from ComputeStack: the service, and the task that writes OpenEMR's connection
 */
record Upstream(
        FunctionSupport functions, IKey dataKey, NetworkOutputs network, DataOutputs data, ComputeOutputs compute) {

    static Upstream read(Stack stack, SecurityOutputs security, Deployment deployment, RotationSettings settings) {
        return new Upstream(
                security.functionSupport(),
                security.dataKey(),
                NetworkOutputs.read(stack, deployment, settings.zones()),
                DataOutputs.read(stack, deployment),
                ComputeOutputs.read(stack, deployment));
    }
}
