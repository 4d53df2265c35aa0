package org.openemr.aws.app;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openemr.aws.testsupport.GeneratedDocument;

class GeneratedDocumentsTest {

    @ParameterizedTest
    @MethodSource("documents")
    void isUpToDate(GeneratedDocument document) {
        document.assertCurrent();
    }

    private static Stream<GeneratedDocument> documents() {
        return Stream.of(ContractReference.reference(), CostReference.reference(), ImageReference.reference());
    }
}
