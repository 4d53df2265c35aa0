package org.openemr.aws.identity;

import org.openemr.aws.constructs.contract.Publication;
import org.openemr.aws.constructs.stack.LayerStack;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.IdentityContract;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.settings.installation.SignInSettings;
import org.openemr.aws.settings.installation.SiteAccess;
import software.amazon.awscdk.Environment;
import software.constructs.Construct;

/**
 * The people who sign in before OpenEMR, with Amazon Cognito. Exists when {@code sign_in} is {@code cognito}; it is a stack of its own so
 * that the people are still there after a time without it.
 */
public final class IdentityStack extends LayerStack {

    public IdentityStack(
            Construct scope,
            Deployment deployment,
            Environment environment,
            SignInSettings settings,
            SiteAccess access) {
        super(scope, Layer.IDENTITY, deployment, environment);
        var site = access.address(access.hostName().orElseThrow());
        var people = new People(this, deployment, site);
        var signInPage = new SignInPage(this, people, site, settings.sessionHours());
        new Publication(this, deployment)
                .add(IdentityContract.USER_POOL_ARN, people.userPool().getAttrArn())
                .add(IdentityContract.USER_POOL_ID, people.userPool().getRef())
                .add(IdentityContract.USER_POOL_DOMAIN, signInPage.domain())
                .add(IdentityContract.LOAD_BALANCER_CLIENT_ID, signInPage.clientId());
        output(
                "UserPoolId",
                "People who sign in before OpenEMR",
                people.userPool().getRef());
    }
}
