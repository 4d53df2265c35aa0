package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.contracts.PascalCase;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.installation.InstallationSettings;
import org.openemr.aws.testsupport.CdkJson;

/** A setting touches the layer that owns it; others only where this says why. */
class BlastRadiusTest {

    /** Settings that touch another set of stacks than that of the layer that owns them. */
    private static final Map<String, List<String>> OTHERWISE = Map.ofEntries(
            // Names, policies, alarms and the clean-up are everywhere.
            Map.entry("deployment_name", StackOrder.ALL),
            Map.entry("data_on_destroy", StackOrder.ALL),
            Map.entry("enable_monitoring_alarms", StackOrder.ALL),
            // What is no part of a template.
            Map.entry("enable_stack_termination_protection", List.of()),
            Map.entry("compliance_packs", List.of()),
            // With HTTPS there is nothing to allow.
            Map.entry("allow_insecure_http", List.of()),
            // Subnets are made by one stack and used by those below; a certificate is in the listener.
            Map.entry(
                    "availability_zones",
                    List.of("NetworkStack", "DataStack", "DnsStack", "ComputeStack", "AnalyticsStack")),
            Map.entry("certificate_arn", List.of("ComputeStack")),
            // The domain points at the accelerator.
            Map.entry("enable_global_accelerator", List.of("NetworkStack", "DnsStack")),
            // Tasks reach mail through a group of the network, with the credentials that the set-up task reads.
            Map.entry("configure_ses", List.of("NetworkStack", "DnsStack", "ComputeStack")),
            // Rules of security groups belong to the network.
            Map.entry("open_smtp_port", List.of("NetworkStack")),
            Map.entry("create_serverless_analytics_environment", List.of("NetworkStack", "AnalyticsStack")));

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void aSettingTouchesItsLayerOnly(String key, List<String> allowed) {
        assertThat(BlastRadius.measured()).containsEntry(key, new ArrayList<>(allowed));
    }

    @Test
    void everySettingIsMeasured() {
        assertThat(BlastRadius.measured().keySet())
                .containsExactlyInAnyOrderElementsOf(CdkJson.settings().keySet());
    }

    /** Here and not with the other documents, so that it is measured once. */
    @Test
    void theDocumentIsCurrent() {
        BlastRadius.reference().assertCurrent();
    }

    private static Stream<Arguments> settings() {
        return InstallationSettings.GROUPS.stream()
                .flatMap(group -> group.settings().stream()
                        .map(Setting::key)
                        .map(key -> Arguments.of(
                                key, OTHERWISE.getOrDefault(key, List.of(PascalCase.of(group.module()))))));
    }
}
