package org.openemr.aws.compute;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openemr.aws.contracts.Deployment;
import org.openemr.aws.contracts.Layer;
import org.openemr.aws.settings.installation.ComputeSettings;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/**
 * The values of OpenEMR's own settings (its table {@code globals}): what the operator wants, and what follows from the deployment's
 * configuration.
 */
final class OpenEmrSettings extends Construct {

    private static final String VARIABLE = "OPENEMR_SETTINGS";
    private static final String SECRET_PREFIX = "OPENEMR_SETTING_";
    private static final String ON = "1";
    private static final String OFF = "0";
    /** OpenEMR's value for C-CDA documents from the portal and in the application. */
    private static final String CCDA_EVERYWHERE = "3";

    private final Map<String, String> values;
    private final Map<String, Secret> variables = new TreeMap<>();

    /**
     * Creates the settings.
     *
     * @param upstream the address of the site, and how OpenEMR sends mail, when it does
     */
    OpenEmrSettings(Construct scope, Deployment deployment, ComputeSettings settings, Upstream upstream) {
        super(scope, "OpenEmrSettings");
        values = values(settings, upstream);
        upstream.mail().ifPresent(this::addMail);
        variables.put(
                VARIABLE,
                Secret.fromSsmParameter(StringParameter.Builder.create(this, "Parameter")
                        .parameterName(deployment.parameterName(Layer.COMPUTE, "openemr-settings"))
                        .description("OpenEMR's own settings, one on a line")
                        .stringValue(lines())
                        .build()));
    }

    /** The values by the names of OpenEMR. */
    Map<String, String> values() {
        return values;
    }

    /** The variables in which the set-up task expects them. */
    Map<String, Secret> variables() {
        return variables;
    }

    private String lines() {
        return values.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** User and password come from the secret; set-up hands the password to OpenEMR encrypted, as OpenEMR keeps it. */
    private void addMail(OpenEmrMail mail) {
        values.put("EMAIL_METHOD", "SMTP");
        values.put("SMTP_HOST", mail.smtpHost());
        values.put("SMTP_PORT", "587");
        values.put("SMTP_SECURE", "tls");
        values.put("patient_reminder_sender_email", mail.sender());
        values.put("patient_reminder_sender_name", "OpenEMR");
        values.put("practice_return_email_path", mail.returnAddress());
        variables.put(SECRET_PREFIX + "SMTP_USER", Secret.fromSecretsManager(mail.smtpUser(), "username"));
        variables.put(SECRET_PREFIX + "SMTP_PASS", Secret.fromSecretsManager(mail.smtpUser(), "password"));
    }

    private static Map<String, String> values(ComputeSettings settings, Upstream upstream) {
        var values = new TreeMap<>(settings.openEmrSettings());
        values.put("rest_api", switched(settings.apis()));
        values.put("rest_fhir_api", switched(settings.apis()));
        values.put("portal_onsite_two_enable", switched(settings.portal()));
        values.put("rest_portal_api", switched(settings.portal()));
        if (settings.portal()) {
            values.put("portal_onsite_two_address", upstream.siteAddress() + "/portal/");
            values.put("ccda_alt_service_enable", CCDA_EVERYWHERE);
        }
        if (settings.apis() || settings.portal()) {
            values.put("site_addr_oath", upstream.siteAddress());
        }
        return values;
    }

    /** Off is written too: what was on once would stay on in the database. */
    private static String switched(boolean on) {
        return on ? ON : OFF;
    }
}
