package org.openemr.aws.identity;

import java.util.List;
import org.openemr.aws.constructs.stack.RemovalPolicies;
import org.openemr.aws.contracts.Deployment;
import software.amazon.awscdk.services.cognito.CfnUserPool;
import software.amazon.awscdk.services.cognito.CfnUserPool.AccountRecoverySettingProperty;
import software.amazon.awscdk.services.cognito.CfnUserPool.AdminCreateUserConfigProperty;
import software.amazon.awscdk.services.cognito.CfnUserPool.InviteMessageTemplateProperty;
import software.amazon.awscdk.services.cognito.CfnUserPool.PasswordPolicyProperty;
import software.amazon.awscdk.services.cognito.CfnUserPool.PoliciesProperty;
import software.amazon.awscdk.services.cognito.CfnUserPool.RecoveryOptionProperty;
import software.amazon.awscdk.services.cognito.CfnUserPool.UserPoolAddOnsProperty;
import software.amazon.awscdk.services.cognito.CfnUserPool.UsernameConfigurationProperty;
import software.amazon.awscdk.services.cognito.CfnUserPoolRiskConfigurationAttachment;
import software.amazon.awscdk.services.cognito.CfnUserPoolRiskConfigurationAttachment.AccountTakeoverActionTypeProperty;
import software.amazon.awscdk.services.cognito.CfnUserPoolRiskConfigurationAttachment.AccountTakeoverActionsTypeProperty;
import software.amazon.awscdk.services.cognito.CfnUserPoolRiskConfigurationAttachment.AccountTakeoverRiskConfigurationTypeProperty;
import software.amazon.awscdk.services.cognito.CfnUserPoolRiskConfigurationAttachment.CompromisedCredentialsActionsTypeProperty;
import software.amazon.awscdk.services.cognito.CfnUserPoolRiskConfigurationAttachment.CompromisedCredentialsRiskConfigurationTypeProperty;
import software.constructs.Construct;

/**
 * The user pool: who was invited, and nobody else, with a password and a code of an authenticator application. Passkeys are left out: where
 * a second factor is required, each needs <a
 * href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_WebAuthnMfaSettingsType.html">a preference of its
 * user</a>, and who was invited is <a
 * href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html">not asked to
 * register one</a>.
 */
final class People extends Construct {

    private static final int SHORTEST_PASSWORD = 14;
    private static final int DAYS_OF_AN_INVITATION = 7;
    private static final int PASSWORDS_REMEMBERED = 5;

    private final CfnUserPool userPool;

    People(Construct scope, Deployment deployment, String site) {
        super(scope, "People");
        var isProtected = deployment.dataOnDestroy().protectsFromDeletion();
        userPool = CfnUserPool.Builder.create(this, "UserPool")
                .userPoolName(deployment.physicalName("people"))
                // Threat protection is part of this plan only.
                .userPoolTier("PLUS")
                .userPoolAddOns(UserPoolAddOnsProperty.builder()
                        .advancedSecurityMode("ENFORCED")
                        .build())
                .usernameAttributes(List.of("email"))
                .usernameConfiguration(UsernameConfigurationProperty.builder()
                        .caseSensitive(false)
                        .build())
                .autoVerifiedAttributes(List.of("email"))
                .adminCreateUserConfig(invitations(site))
                .accountRecoverySetting(AccountRecoverySettingProperty.builder()
                        .recoveryMechanisms(List.of(RecoveryOptionProperty.builder()
                                .name("verified_email")
                                .priority(1)
                                .build()))
                        .build())
                .mfaConfiguration("ON")
                .enabledMfas(List.of("SOFTWARE_TOKEN_MFA"))
                .policies(policies())
                .deletionProtection(isProtected ? "ACTIVE" : "INACTIVE")
                .build();
        userPool.applyRemovalPolicy(RemovalPolicies.ofStores(deployment));
        refuseWhatIsSuspicious();
    }

    CfnUserPool userPool() {
        return userPool;
    }

    private static AdminCreateUserConfigProperty invitations(String site) {
        return AdminCreateUserConfigProperty.builder()
                .allowAdminCreateUserOnly(true)
                .inviteMessageTemplate(InviteMessageTemplateProperty.builder()
                        .emailSubject("Your access to OpenEMR")
                        .emailMessage(
                                ("You are invited to sign in at <a href=\"%1$s/\">%1$s/</a> as {username} with the password <code>{####}</code>."
                                                + " It works for %2$d days and is changed at the first sign-in, where you also set up an"
                                                + " authenticator application. OpenEMR asks for its own user name and password after that.")
                                        .formatted(site, DAYS_OF_AN_INVITATION))
                        .build())
                .build();
    }

    private static PoliciesProperty policies() {
        return PoliciesProperty.builder()
                .passwordPolicy(PasswordPolicyProperty.builder()
                        .minimumLength(SHORTEST_PASSWORD)
                        .requireLowercase(true)
                        .requireUppercase(true)
                        .requireNumbers(true)
                        .requireSymbols(true)
                        .passwordHistorySize(PASSWORDS_REMEMBERED)
                        .temporaryPasswordValidityDays(DAYS_OF_AN_INVITATION)
                        .build())
                .build();
    }

    /** A password that is known to have leaked, and an attempt that looks like somebody else. */
    private void refuseWhatIsSuspicious() {
        CfnUserPoolRiskConfigurationAttachment.Builder.create(this, "Risks")
                .userPoolId(userPool.getRef())
                .clientId("ALL")
                .compromisedCredentialsRiskConfiguration(CompromisedCredentialsRiskConfigurationTypeProperty.builder()
                        .actions(CompromisedCredentialsActionsTypeProperty.builder()
                                .eventAction("BLOCK")
                                .build())
                        .build())
                .accountTakeoverRiskConfiguration(AccountTakeoverRiskConfigurationTypeProperty.builder()
                        .actions(AccountTakeoverActionsTypeProperty.builder()
                                .highAction(AccountTakeoverActionTypeProperty.builder()
                                        .eventAction("BLOCK")
                                        .notify(false)
                                        .build())
                                .build())
                        .build())
                .build();
    }
}
