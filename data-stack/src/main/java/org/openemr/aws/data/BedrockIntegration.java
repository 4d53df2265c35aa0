package org.openemr.aws.data;

import java.util.List;
import java.util.Map;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.DataSettings;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.rds.CfnDBCluster;
import software.constructs.Construct;

/** Aurora ML: SQL that calls models of Amazon Bedrock; present or absent as a whole. */
interface BedrockIntegration {

    /** Parameters for the cluster's parameter group. */
    Map<String, String> parameters();

    /** Security groups that the cluster carries besides its own. */
    List<ISecurityGroup> clusterGroups();

    /** Gives the cluster what it needs. */
    void attachTo(CfnDBCluster cluster);

    /** The integration that the settings ask for. */
    static BedrockIntegration from(
            Construct scope,
            Deployment deployment,
            DataSettings settings,
            boolean ownVpc,
            IVpc vpc,
            FunctionSupport functions) {
        return settings.bedrock()
                ? new BedrockAccess(scope, deployment, settings, ownVpc, vpc, functions)
                : new NoBedrock();
    }

    /** No integration. */
    record NoBedrock() implements BedrockIntegration {

        @Override
        public Map<String, String> parameters() {
            return Map.of();
        }

        @Override
        public List<ISecurityGroup> clusterGroups() {
            return List.of();
        }

        @Override
        public void attachTo(CfnDBCluster cluster) {
            // Nothing to give.
        }
    }
}
