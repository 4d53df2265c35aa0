package org.openemr.aws.constructs.contract;

import java.util.List;
import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.contracts.Names;
import software.amazon.awscdk.Stack;

/** What a stack takes from ComputeStack; each part becomes a template parameter when it is asked for. */
public final class ComputeOutputs {

    private final ContractReader contract;

    private ComputeOutputs(ContractReader contract) {
        this.contract = contract;
    }

    public static ComputeOutputs read(Stack stack, Names names) {
        return new ComputeOutputs(new ContractReader(stack, names, Layer.COMPUTE));
    }

    /** The ECS cluster. */
    public String clusterName() {
        return contract.value(ComputeContract.CLUSTER_NAME);
    }

    /** OpenEMR's service. */
    public String serviceName() {
        return contract.value(ComputeContract.SERVICE_NAME);
    }

    /** The roles of the task that writes OpenEMR's database user: what it may do, and what starts it. */
    public List<String> connectionRoleArns() {
        return List.of(
                contract.value(ComputeContract.CONNECTION_TASK_ROLE_ARN),
                contract.value(ComputeContract.CONNECTION_EXECUTION_ROLE_ARN));
    }

    /** The roles of the set-up task. */
    public List<String> setUpRoleArns() {
        return List.of(
                contract.value(ComputeContract.SET_UP_TASK_ROLE_ARN),
                contract.value(ComputeContract.SET_UP_EXECUTION_ROLE_ARN));
    }

    /** The roles of the task that sends a message, when OpenEMR sends mail. */
    public List<String> mailTestRoleArns() {
        return List.of(
                contract.value(ComputeContract.MAIL_TEST_TASK_ROLE_ARN),
                contract.value(ComputeContract.MAIL_TEST_EXECUTION_ROLE_ARN));
    }

    /** Where tasks write. */
    public String logGroupName() {
        return contract.value(ComputeContract.LOG_GROUP_NAME);
    }

    /** The schema that OpenEMR uses. */
    public String databaseSchema() {
        return contract.value(ComputeContract.DATABASE_SCHEMA);
    }

    /** The roles of the task that opens files: what it may do, and what starts it. */
    public List<String> fileCheckRoleArns() {
        return List.of(
                contract.value(ComputeContract.FILE_CHECK_TASK_ROLE_ARN),
                contract.value(ComputeContract.FILE_CHECK_EXECUTION_ROLE_ARN));
    }
}
