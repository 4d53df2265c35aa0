package org.openemr.aws.operator.cli;

import org.openemr.aws.contracts.ComputeContract;
import org.openemr.aws.contracts.DataContract;
import org.openemr.aws.contracts.Names;
import org.openemr.aws.contracts.Output;
import org.openemr.aws.operator.fixtures.LocalAws;
import org.openemr.aws.operator.fixtures.Operator;

/** What AWS and the CDK answer while a deployment for training is made and destroyed. */
final class TrainingDeployments {

    static final String SYNTHESIS = """
            echo "$@" >> cdk.txt
            [ "$2" != synth ] || { mkdir -p "$5"; echo '%s' > "$5/ComputeStack.template.json"; }
            """.formatted(WorkingAws.computeTemplate("8.4.1"));

    private TrainingDeployments() {}

    static void answer(Operator operator) {
        WorkingAws.answer(operator);
        operator.program("npx", SYNTHESIS);
        var aws = operator.aws();
        aws.jsonWhere("AmazonSSM.GetParametersByPath", "/openemr/openemr-training/", values("openemr-training"));
        aws.jsonWhere("AmazonSSM.GetParametersByPath", "/openemr/production/", values("production"));
        aws.queryWhere("DescribeStacks", "StackName=production-data", HealthyAws.stack("CREATE_COMPLETE"));
        aws.queryWhere(
                "DescribeStacks",
                "openemr-training-",
                LocalAws.xmlError("ValidationError", "Stack with id x does not exist"));
        aws.rest("POST", "/BeginTransaction", "{\"transactionId\":\"t\"}");
        aws.rest("POST", "/CommitTransaction", "{}");
        aws.rest("POST", "/RollbackTransaction", "{}");
        aws.restInRegion("us-east-1", "POST", "/Execute", "COUNT(*) AS value FROM patient_data\"", count(0), count(40));
        aws.restInRegion("us-east-1", "POST", "/Execute", "TRAINING-001", count(0), count(1));
        aws.restWith("POST", "/Execute", "INSERT INTO", "{\"numberOfRecordsUpdated\":1}");
        aws.restWith("POST", "/Execute", "UPDATE sequences", "{\"numberOfRecordsUpdated\":1}");
    }

    static String count(int rows) {
        return "{\"columnMetadata\":[{\"label\":\"value\"}],\"records\":[[{\"longValue\":%d}]]}".formatted(rows);
    }

    private static String values(String name) {
        return "{\"Parameters\":[%s,%s,%s,%s]}"
                .formatted(
                        value(name, ComputeContract.SITE_ADDRESS, "https://openemr-training.clinic.example.org"),
                        value(name, ComputeContract.DATABASE_SCHEMA, "openemr"),
                        value(name, DataContract.DATABASE_ARN, "arn:aws:rds:us-east-1:111122223333:cluster:x"),
                        value(
                                name,
                                DataContract.DATABASE_USER_SECRET_ARN,
                                "arn:aws:secretsmanager:us-east-1:111122223333:secret:x"));
    }

    private static String value(String name, Output output, String value) {
        return "{\"Name\":\"%s\",\"Value\":\"%s\"}".formatted(output.parameterName(Names.of(name)), value);
    }
}
