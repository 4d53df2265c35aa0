package org.openemr.aws.app;

import java.util.List;
import org.openemr.aws.compute.ComputeStack;
import org.openemr.aws.data.DataStack;
import org.openemr.aws.network.NetworkStack;
import org.openemr.aws.security.SecurityStack;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;

/** All stacks of an installation, in the order in which values flow. */
public record Installation(SecurityStack security, NetworkStack network, DataStack data, ComputeStack compute) {

    /** Adds the stacks to an app, with the order that parameters do not carry by themselves. */
    public static Installation in(App app, AppSettings settings, Environment environment) {
        var deployment = settings.deployment();
        var zones = settings.network().zones();
        var security = new SecurityStack(app, deployment, environment, settings.security());
        var network = new NetworkStack(
                app,
                deployment,
                environment,
                settings.network(),
                settings.access(),
                settings.compute().smtpPortOpen());
        var data = new DataStack(app, deployment, environment, settings.data(), zones);
        var compute = new ComputeStack(app, deployment, environment, settings.compute(), settings.access(), zones);
        network.addStackDependency(security);
        data.addStackDependency(network);
        compute.addStackDependency(data);
        settings.packs().check(app);
        var installation = new Installation(security, network, data, compute);
        settings.warnings()
                .forEach(warning -> Annotations.of(security)
                        .addWarningV2("openemr:" + warning.key(), warning.key() + ": " + warning.text()));
        return installation;
    }

    /** The stacks, in deployment order. */
    public List<Stack> stacks() {
        return List.of(security, network, data, compute);
    }
}
