package org.openemr.aws.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {

    private static final Names NAMES = Names.of("clinic");

    @Test
    void everyNameCarriesTheDeployment() {
        assertThat(NAMES.stackName(Layer.COMPUTE)).isEqualTo("clinic-compute");
        assertThat(NAMES.physicalName("tasks")).isEqualTo("clinic-tasks");
        assertThat(TaskKind.SET_UP.family(NAMES)).isEqualTo("clinic-set-up");
        assertThat(NAMES.parameterPath(Layer.DATA)).isEqualTo("/openemr/clinic/data");
        assertThat(NAMES.tags(Layer.DATA))
                .containsEntry("openemr:deployment", "clinic")
                .containsEntry("openemr:layer", "data");
    }

    @Test
    void aLogGroupThatAServiceNamesIsStillOfTheDeployment() {
        assertThat(LogGroupNames.webAcl(NAMES)).isEqualTo("aws-waf-logs-clinic-web-acl");
        assertThat(LogGroupNames.database("clinic-database", "audit"))
                .isEqualTo("/aws/rds/cluster/clinic-database/audit");
        assertThat(NAMES.logGroupNamePatterns()).contains("aws-waf-logs-clinic-*", "/aws/*/clinic-*", "clinic-*");
    }
}
