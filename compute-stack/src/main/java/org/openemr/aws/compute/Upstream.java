package org.openemr.aws.compute;

import java.util.Map;
import java.util.Optional;
import org.openemr.aws.constructs.contract.DataOutputs;
import org.openemr.aws.constructs.contract.DnsOutputs;
import org.openemr.aws.constructs.contract.IdentityOutputs;
import org.openemr.aws.constructs.contract.NetworkOutputs;
import org.openemr.aws.constructs.contract.SecurityOutputs;
import org.openemr.aws.constructs.function.FunctionSupport;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.settings.installation.Features;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.SecretVersionInfo;
import software.amazon.awscdk.services.efs.IFileSystem;
import software.amazon.awscdk.services.ssm.StringParameter;

/**
 * What ComputeStack takes from the layers above, and what follows from it.
 *
 * @param stack the stack that reads
 * @param features what the installation has
 */
record Upstream(
        Stack stack,
        SecurityOutputs security,
        NetworkOutputs network,
        DataOutputs data,
        DnsOutputs dns,
        IdentityOutputs identity,
        Features features) {

    private static final String USER_NAME = "username";
    private static final String PASSWORD = "password";

    static Upstream read(Stack stack, Deployment deployment, Features features) {
        return new Upstream(
                stack,
                SecurityOutputs.read(stack, deployment),
                NetworkOutputs.read(stack, deployment, features),
                DataOutputs.read(stack, deployment),
                DnsOutputs.read(stack, deployment),
                IdentityOutputs.read(stack, deployment),
                features);
    }

    /** Where clients reach OpenEMR. */
    String siteAddress() {
        var access = features.access();
        return access.address(
                access.domain().isPresent()
                        ? dns.siteHostName()
                        : access.hostName().orElseGet(network::publicHostName));
    }

    /** The certificate of the load balancer: a given one, or the domain's. */
    Optional<String> certificateArn() {
        var access = features.access();
        return access.domainBringsCertificate() ? Optional.of(dns.certificateArn()) : access.certificateArn();
    }

    /** How OpenEMR sends mail, when it does. */
    Optional<OpenEmrMail> mail() {
        return features.mail() ? Optional.of(OpenEmrMail.of(dns, security.dataKey())) : Optional.empty();
    }

    /** What functions need. */
    FunctionSupport functions() {
        return security.functionSupport();
    }

    /** Documents and configuration, which tasks reach. */
    IFileSystem sites() {
        return data.sites(network.tasks());
    }

    /** Certificates, which tasks reach. */
    IFileSystem ssl() {
        return data.ssl(network.tasks());
    }

    /** Where the database is, and who OpenEMR is to it. */
    Map<String, Secret> databaseVariables() {
        var user = data.databaseUser(security.dataKey());
        return Map.of(
                "MYSQL_HOST", parameter("DatabaseEndpoint", data.databaseWriterEndpointParameter()),
                "MYSQL_USER", Secret.fromSecretsManager(user, USER_NAME),
                "MYSQL_PASS", Secret.fromSecretsManager(user, PASSWORD));
    }

    /** What the set-up task alone knows of database and administrator. */
    Map<String, Secret> setUpVariables() {
        var databaseAdministrator = data.databaseAdministrator(security.dataKey());
        var administrator = security.administrator();
        return Map.of(
                "MYSQL_ROOT_USER", Secret.fromSecretsManager(databaseAdministrator, USER_NAME),
                "MYSQL_ROOT_PASS", Secret.fromSecretsManager(databaseAdministrator, PASSWORD),
                "OE_USER", Secret.fromSecretsManager(administrator, USER_NAME),
                "OE_PASS", Secret.fromSecretsManager(administrator, PASSWORD));
    }

    /** Who OpenEMR's administrator is, and the password that is to come: there is one only while it is changed. */
    Map<String, Secret> administratorVariables() {
        var pending = SecretVersionInfo.builder().versionStage("AWSPENDING").build();
        var administrator = security.administrator();
        return Map.of(
                "OE_USER", Secret.fromSecretsManager(administrator, USER_NAME),
                "OE_NEXT_PASS", Secret.fromSecretsManagerVersion(administrator, pending, PASSWORD));
    }

    /** What serving tasks know of the cache. */
    Map<String, Secret> cacheVariables() {
        var user = data.cacheUser(security.dataKey());
        return Map.of(
                "REDIS_SERVER", parameter("CacheEndpoint", data.cacheEndpointParameter()),
                "REDIS_USERNAME", Secret.fromSecretsManager(user, USER_NAME),
                "REDIS_PASSWORD", Secret.fromSecretsManager(user, PASSWORD));
    }

    /** What the mail test knows: how OpenEMR sends. */
    Map<String, Secret> mailVariables(OpenEmrMail mail) {
        return Map.of(
                "SMTP_HOST", parameter("SmtpHost", dns.smtpHostParameter()),
                "MAIL_SENDER", parameter("MailSender", dns.mailSenderParameter()),
                "SMTP_USER", Secret.fromSecretsManager(mail.smtpUser(), USER_NAME),
                "SMTP_PASS", Secret.fromSecretsManager(mail.smtpUser(), PASSWORD));
    }

    private Secret parameter(String id, String name) {
        return Secret.fromSsmParameter(StringParameter.fromStringParameterName(stack, id, name));
    }
}
