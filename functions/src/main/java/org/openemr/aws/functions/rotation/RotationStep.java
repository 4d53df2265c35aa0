package org.openemr.aws.functions.rotation;

import java.util.stream.Stream;

/** The steps that Secrets Manager asks for, in its order. */
enum RotationStep {
    CREATE("createSecret"),
    SET("setSecret"),
    TEST("testSecret"),
    FINISH("finishSecret");

    private final String text;

    RotationStep(String text) {
        this.text = text;
    }

    /** How Secrets Manager names it. */
    String text() {
        return text;
    }

    static RotationStep named(String text) {
        return Stream.of(values())
                .filter(step -> step.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no step " + text));
    }
}
