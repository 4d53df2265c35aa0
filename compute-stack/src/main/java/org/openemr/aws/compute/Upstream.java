package org.openemr.aws.compute;

import java.util.Map;
import org.openemr.aws.constructs.contract.DataOutputs;
import org.openemr.aws.constructs.contract.NetworkOutputs;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.efs.IFileSystem;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/**
 * What ComputeStack takes from the layers above.
 *
 * @param dataKey from SecurityStack: the key of secrets
 * @param logKey from SecurityStack: the key of log groups
 * @param vpc from NetworkStack: the VPC with its private subnets
 * @param taskGroup from NetworkStack: the security group of all tasks
 * @param sites from DataStack: documents and configuration
 * @param ssl from DataStack: certificates
 * @param databaseEndpoint from DataStack: the host name of the writer
 * @param administratorSecretArn from SecurityStack: name and first password of OpenEMR's administrator
 * @param setUpVariables from DataStack and SecurityStack: what the set-up task knows of database and administrator
 * @param cacheVariables from DataStack: what serving tasks know of the cache
 * @param backup from DataStack: where recovery points go before an upgrade
 */
record Upstream(
        IKey dataKey,
        IKey logKey,
        IVpc vpc,
        ISecurityGroup taskGroup,
        IFileSystem sites,
        IFileSystem ssl,
        String databaseEndpoint,
        String administratorSecretArn,
        Map<String, Secret> setUpVariables,
        Map<String, Secret> cacheVariables,
        BackupBeforeUpgrade backup) {

    private static final String USER_NAME = "username";
    private static final String PASSWORD = "password";

    static Upstream read(Stack stack, SecurityOutputs security, NetworkOutputs network, DataOutputs data) {
        var dataKey = security.dataKey();
        var taskGroup = network.tasks();
        var sites = data.sites(taskGroup);
        var administrator = security.administrator();
        return new Upstream(
                dataKey,
                security.logKey(),
                network.vpc(),
                taskGroup,
                sites,
                data.ssl(taskGroup),
                data.databaseWriterEndpoint(),
                administrator.getSecretArn(),
                setUpVariables(stack, administrator, data, dataKey),
                cacheVariables(stack, data, dataKey),
                BackupBeforeUpgrade.of(data, sites));
    }

    private static Map<String, Secret> setUpVariables(
            Construct scope, ISecret openEmrAdministrator, DataOutputs data, IKey dataKey) {
        var databaseAdministrator = data.databaseAdministrator(dataKey);
        var databaseUser = data.databaseUser(dataKey);
        return Map.of(
                "MYSQL_HOST", parameter(scope, "DatabaseEndpoint", data.databaseWriterEndpointParameter()),
                "MYSQL_ROOT_USER", Secret.fromSecretsManager(databaseAdministrator, USER_NAME),
                "MYSQL_ROOT_PASS", Secret.fromSecretsManager(databaseAdministrator, PASSWORD),
                "MYSQL_USER", Secret.fromSecretsManager(databaseUser, USER_NAME),
                "MYSQL_PASS", Secret.fromSecretsManager(databaseUser, PASSWORD),
                "OE_USER", Secret.fromSecretsManager(openEmrAdministrator, USER_NAME),
                "OE_PASS", Secret.fromSecretsManager(openEmrAdministrator, PASSWORD));
    }

    private static Map<String, Secret> cacheVariables(Construct scope, DataOutputs data, IKey dataKey) {
        var user = data.cacheUser(dataKey);
        return Map.of(
                "REDIS_SERVER", parameter(scope, "CacheEndpoint", data.cacheEndpointParameter()),
                "REDIS_USERNAME", Secret.fromSecretsManager(user, USER_NAME),
                "REDIS_PASSWORD", Secret.fromSecretsManager(user, PASSWORD));
    }

    private static Secret parameter(Construct scope, String id, String name) {
        return Secret.fromSsmParameter(StringParameter.fromStringParameterName(scope, id, name));
    }
}
