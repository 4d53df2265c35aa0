package org.openemr.aws.app;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedDocumentsTest {

    @ParameterizedTest
    @MethodSource("documents")
    void isUpToDate(GeneratedDocument document) {
        document.assertCurrent();
    }

    private static Stream<GeneratedDocument> documents() {
        return Stream.of(
                ConfigurationReference.reference(),
                ConfigurationReference.schema(),
                ContractReference.reference(),
                ComplianceMatrix.reference());
    }
}
