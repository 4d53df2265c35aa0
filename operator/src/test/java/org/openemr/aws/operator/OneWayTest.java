package org.openemr.aws.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Console;
import java.io.FileDescriptor;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openemr.aws.operator.aws.Aws;
import org.openemr.aws.operator.output.Terminal;

/** What is done in one place, so that it is right everywhere: tests of that place count for every command. */
class OneWayTest {

    private static final JavaClasses OPERATOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.openemr.aws.operator");

    /** By name: what is outside of the operator is not read (archunit.properties), which would take ten times as long as these tests. */
    private static final Pattern BUILDER = Pattern.compile("software\\.amazon\\.awssdk\\..*(ClientBuilder|SdkBuilder)");

    /** UTF-8, what is foreign shown and not sent, and a full disk an error: {@link Terminal}. */
    @Test
    void writesByTheTerminal() {
        noClasses()
                .that()
                .areNotAssignableTo(Terminal.class)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Console.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(FileDescriptor.class)
                .check(OPERATOR);
    }

    /** Region, profile, time limits, what is waited for and who is told: {@link Aws}. */
    @Test
    void callsAwsByOneKindOfClient() {
        noClasses()
                .that()
                .areNotAssignableTo(Aws.class)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a client is built",
                        (JavaMethodCall call) -> call.getName().equals("build")
                                && BUILDER.matcher(call.getTargetOwner().getName())
                                        .matches()))
                .check(OPERATOR);
    }
}
