package org.openemr.aws.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingGroup;
import org.openemr.aws.settings.installation.InstallationSettings;
import org.openemr.aws.settings.openemr.KnownGlobal;
import org.openemr.aws.settings.openemr.KnownGlobals;
import org.openemr.aws.testsupport.GeneratedDocument;

/** The reference of all settings and the JSON schema for editors, both made from the settings themselves. */
final class ConfigurationReference {

    private ConfigurationReference() {}

    /** The reference, for people. */
    static GeneratedDocument reference() {
        var tables = InstallationSettings.GROUPS.stream()
                .map(ConfigurationReference::table)
                .collect(Collectors.joining("\n"));
        return new GeneratedDocument("docs/configuration.md", """
                # Configuration

                Every key is CDK context: write it under `context` in `cdk.json`, or pass `-c key=value`. A boolean may be
                `true` or `"true"`, a number `2` or `"2"`; absent is `null`, `"null"` or the empty text. Everything that is
                wrong is reported at once, and an unknown key is an error.

                The last column says the worst that changing a key does to an installation at work, from any of five
                configurations and both ways, as a model of CloudFormation finds it in `TransitionsTest`: nothing; in place,
                which nobody notices; set-up runs, before anything else; tasks replaced, one after the other, with sessions going
                on; who may connect changes; short interruption; data is less protected; data moves, or goes; impossible, so
                choose it before the first deployment. [blast-radius.md](blast-radius.md) says which stacks to deploy. This file is generated: see `ConfigurationReference`.

                """ + tables + "\n" + globals());
    }

    /** OpenEMR's own settings that are known. */
    private static String globals() {
        return """
                ## OpenEMR's own settings, under `openemr_settings`

                Set-up writes them in each deployment that changes one, and checks each name in the version that runs: one that OpenEMR
                does not know fails the deployment with its name. Any other name of the table `globals` may stand there too, with text, a
                number or a boolean; what OpenEMR keeps secret may not, and what other keys decide. A name that is taken out of `cdk.json`
                is left in OpenEMR as it is; `openemr settings diff` tells what is otherwise there. `cdk.json` has the recommended ones: they
                serve the technical safeguards of HIPAA, [45 CFR
                164.312](https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C/section-164.312). OpenEMR has no setting
                that demands a second factor: each user adds one, under the own name, MFA Management.

                **Before you take them over into an installation at work**: a password that is older than `password_expiration_days` and
                `password_grace_time` together no longer signs in, an administrator's included; the way back is to deploy larger numbers. And
                `oauth_password_grant` 0 turns clients away that ask with a user's password.

                | name | accepted | recommended | serves | effect |
                | --- | --- | --- | --- | --- |
                %s
                """.formatted(
                KnownGlobals.ALL.stream().map(ConfigurationReference::row).collect(Collectors.joining("\n")));
    }

    private static String row(KnownGlobal known) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        known.name(),
                        known.type().accepted(),
                        known.recommended().map(String::valueOf).orElse(""),
                        known.safeguard(),
                        known.effect());
    }

    /** The schema of cdk.json, for editors. */
    static GeneratedDocument schema() {
        Map<String, Object> properties = new TreeMap<>();
        InstallationSettings.GROUPS.stream()
                .flatMap(group -> group.settings().stream())
                .forEach(setting -> {
                    var property = new TreeMap<String, Object>();
                    property.put("description", setting.effect());
                    property.put("anyOf", List.of(setting.type().jsonSchema(), Map.of("enum", nullable())));
                    properties.put(setting.key(), property);
                });
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "cdk.json of OpenEMR on AWS");
        schema.put("type", "object");
        schema.put(
                "properties",
                Map.of(
                        "context",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                properties,
                                "patternProperties",
                                Map.of("^@|:", Map.of()),
                                "additionalProperties",
                                false)));
        try {
            return new GeneratedDocument(
                    "docs/cdk.schema.json",
                    new ObjectMapper()
                                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                                    .writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(schema)
                            + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Object> nullable() {
        var values = new ArrayList<Object>();
        values.add(null);
        values.add("null");
        values.add("");
        return values;
    }

    private static String table(SettingGroup group) {
        return """
                ## %s

                | key | type, unit | default | accepted | effect | changing it |
                | --- | --- | --- | --- | --- | --- |
                %s
                """.formatted(
                group.module(),
                group.settings().stream().map(ConfigurationReference::row).collect(Collectors.joining("\n")));
    }

    private static String row(Setting<?> setting) {
        var unit = setting.unit().isEmpty() ? "" : ", " + setting.unit();
        return "| `%s` | %s%s | %s | %s | %s | %s |"
                .formatted(
                        setting.key(),
                        setting.type().name(),
                        unit,
                        setting.whenAbsent(),
                        setting.type().accepted().replace("|", "\\|"),
                        setting.effect(),
                        ChangeEffects.of(setting.key()));
    }
}
