package org.openemr.aws.rotation;

import java.util.Map;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule.RotationRulesProperty;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/** The function that Secrets Manager asks to rotate, and when it asks. */
final class Rotation extends Construct {

    private final HandlerFunction rotate;

    Rotation(
            Construct scope,
            Deployment deployment,
            Upstream upstream,
            RotatedSecrets secrets,
            ISecret authorities,
            Retirement retirement,
            int days) {
        super(scope, "Rotation");
        var function = RotationFunction.create(
                this,
                "Rotate",
                deployment,
                FunctionHandler.CREDENTIAL_ROTATION,
                upstream,
                secrets,
                authorities,
                Map.of("STATE_MACHINE_ARN", retirement.machineArn()));
        function.mayRotate(secrets, retirement.machineArn());
        rotate = function.function();
        var permission = CfnPermission.Builder.create(this, "SecretsManager")
                .action("lambda:InvokeFunction")
                .functionName(rotate.function().getFunctionArn())
                .principal("secretsmanager.amazonaws.com")
                .sourceAccount(Aws.ACCOUNT_ID)
                .build();
        schedule("DatabaseUser", secrets.databaseUser(), days, permission);
        schedule("DatabaseAdministrator", secrets.databaseAdministrator(), days, permission);
        schedule("CacheUser", secrets.cacheUser(), days, permission);
    }

    /**
     * A schedule that is new rotates nothing by itself: the first time comes when the days are over. After a change of the days the time of
     * before may still come: <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html">RotateSecret</a>.
     */
    private void schedule(String id, ISecret secret, int days, CfnPermission permission) {
        var schedule = CfnRotationSchedule.Builder.create(this, id)
                .secretId(secret.getSecretArn())
                .rotationLambdaArn(rotate.function().getFunctionArn())
                .rotateImmediatelyOnUpdate(false)
                .rotationRules(RotationRulesProperty.builder()
                        .automaticallyAfterDays(days)
                        .build())
                .build();
        // What tries the function when the schedule is made needs all of its permissions.
        schedule.getNode().addDependency(permission, rotate);
    }

    void watch(Alarms alarms) {
        alarms.watchFunction(
                rotate,
                "A credential was not rotated; the one in use goes on, and Secrets Manager tries again. See the log group of the function.");
    }
}
