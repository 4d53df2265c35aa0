package org.openemr.aws.recovery;

import java.util.List;
import org.openemr.aws.constructs.contract.ComputeOutputs;
import org.openemr.aws.constructs.contract.DataOutputs;
import org.openemr.aws.constructs.contract.NetworkOutputs;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.Features;
import org.openemr.aws.settings.installation.NetworkSettings;
import org.openemr.aws.settings.installation.RecoverySettings;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.efs.IFileSystem;

/**
 * What RecoveryStack takes from the layers above.
 *
 * @param functions from SecurityStack: what functions need
 * @param dataKeyArn from SecurityStack: the key of what holds patients' data
 * @param subnetIds from NetworkStack: the private subnets that stay whatever the number of zones
 * @param zones the zones of these subnets; none are known of a VPC of somebody else
 * @param network from NetworkStack: the security groups
 * @param data from DataStack: what is backed up, and where to
 * @param compute from ComputeStack: the task that opens files
 */
record Upstream(
        FunctionSupport functions,
        String dataKeyArn,
        List<String> subnetIds,
        List<String> zones,
        NetworkOutputs network,
        DataOutputs data,
        ComputeOutputs compute) {

    static Upstream read(
            Stack stack,
            SecurityOutputs security,
            Deployment deployment,
            RecoverySettings settings,
            Features features) {
        var network = NetworkOutputs.read(stack, deployment, features);
        return new Upstream(
                security.functionSupport(),
                security.dataKey().getKeyArn(),
                network.steadySubnetIds(),
                features.ownVpc() ? zones(settings.zoneNames()) : List.of(),
                network,
                DataOutputs.read(stack, deployment),
                ComputeOutputs.read(stack, deployment));
    }

    private static List<String> zones(List<String> names) {
        return names.isEmpty()
                ? NetworkOutputs.availabilityZones(NetworkSettings.LEAST_ZONES)
                : names.subList(0, NetworkSettings.LEAST_ZONES);
    }

    /** Documents and configuration. */
    IFileSystem sites() {
        return data.sites(network.sitesFileSystem());
    }

    /** Certificates. */
    IFileSystem ssl() {
        return data.ssl(network.sslFileSystem());
    }

    /** The group through which tasks reach restored documents. */
    String sitesGroupId() {
        return network.sitesFileSystem().getSecurityGroupId();
    }

    /** The group through which tasks reach restored certificates. */
    String sslGroupId() {
        return network.sslFileSystem().getSecurityGroupId();
    }
}
