package org.openemr.aws.operator.cli;

import org.openemr.aws.contracts.IdentityContract;
import org.openemr.aws.operator.Surroundings;
import org.openemr.aws.operator.signin.People;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** A command about the people who sign in before OpenEMR. */
abstract class PeopleOperation extends OperatorCommand {

    PeopleOperation(Surroundings surroundings) {
        super(surroundings);
    }

    /** Those of the deployment; it must have IdentityStack. */
    final People people() {
        return new People(
                aws().client(CognitoIdentityProviderClient.builder()), values().get(IdentityContract.USER_POOL_ID));
    }
}
