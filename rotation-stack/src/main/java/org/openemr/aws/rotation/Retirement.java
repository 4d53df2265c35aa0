package org.openemr.aws.rotation;

import java.util.Map;
import org.openemr.aws.constructs.asset.ResourceFile;
import org.openemr.aws.constructs.function.FunctionHandler;
import org.openemr.aws.constructs.function.FunctionMachine;
import org.openemr.aws.constructs.function.HandlerFunction;
import org.openemr.aws.constructs.monitoring.AlarmCondition;
import org.openemr.aws.constructs.monitoring.Alarms;
import org.openemr.aws.constructs.monitoring.Executions;
import org.openemr.aws.constructs.monitoring.LogMetrics;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** A state machine that a rotation begins, and that asks a function until the credential before is taken away. */
final class Retirement extends Construct {

    private static final String DEFINITION = "retirement.asl.json";
    private static final String PART = "credential-retirement";

    private final HandlerFunction look;
    private final StateMachine machine;
    private final IMetric troubles;

    Retirement(Construct scope, Deployment deployment, Upstream upstream, RotatedSecrets secrets, ISecret authorities) {
        super(scope, "Retirement");
        var function = RotationFunction.create(
                this,
                "Look",
                deployment,
                FunctionHandler.CREDENTIAL_RETIREMENT,
                upstream,
                secrets,
                authorities,
                Map.of());
        function.mayTakeAway();
        look = function.function();
        troubles = new LogMetrics(this, deployment, look.logs())
                .of(
                        "credentials-not-handed-over",
                        "{ $.event = \"credential-not-handed-over\" }",
                        "1",
                        "Sum",
                        Alarms.FIVE_MINUTES);
        machine = FunctionMachine.create(
                this,
                deployment,
                upstream.functions(),
                PART,
                "Takes credentials away that were in use before a rotation",
                ResourceFile.read(Retirement.class, DEFINITION),
                "Look",
                look);
    }

    String machineArn() {
        return machine.getStateMachineArn();
    }

    void watch(Alarms alarms) {
        alarms.watchFunction(
                look,
                "A credential that was in use before a rotation is not taken away yet; a later look does it. See the log group of the function.");
        alarms.watch(
                "NotHandedOver",
                "credential-not-handed-over",
                "OpenEMR was not told of its new database user, or its tasks were not replaced: that is begun again, and the credential before lets in.",
                troubles,
                AlarmCondition.above(0));
        alarms.watch(
                "Failed",
                "credential-retirement-failed",
                "A credential that was in use before a rotation still lets in. See the log group of the function; `openemr rotate` goes on from there.",
                Executions.notSucceeded(machine, "Credentials that were not taken away"),
                AlarmCondition.above(0));
    }
}
