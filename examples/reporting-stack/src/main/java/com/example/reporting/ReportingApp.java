package com.example.reporting;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import org.openemr.aws.contracts.Names;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Validations;

/** What the CDK command line runs. Of the installation it knows nothing but the name, context key {@code deployment_name}. */
public final class ReportingApp {

    private ReportingApp() {}

    /** Synthesises the stack for the account and region of the credentials, which are OpenEMR's. */
    public static void main(String[] arguments) {
        var app = new App();
        Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
        var environment = Environment.builder()
                .account(System.getenv("CDK_DEFAULT_ACCOUNT"))
                .region(System.getenv("CDK_DEFAULT_REGION"))
                .build();
        new ReportingStack(
                app,
                Names.of((String) app.getNode().getContext("deployment_name")),
                StackProps.builder().env(environment).build());
        app.synth();
    }
}
