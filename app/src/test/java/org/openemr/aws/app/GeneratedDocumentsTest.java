package org.openemr.aws.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedDocumentsTest {

    @ParameterizedTest
    @MethodSource("documents")
    void isUpToDate(GeneratedDocument document) {
        assertThat(document.kept())
                .as("%s is stale: run mvn verify -Dreferences=update", document.path())
                .isEqualTo(document.content());
    }

    private static Stream<GeneratedDocument> documents() {
        return Stream.of(
                ConfigurationReference.reference(),
                ConfigurationReference.schema(),
                ContractReference.reference(),
                ComplianceMatrix.reference());
    }
}
