package org.openemr.aws.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;

/** Who may know whom, beside what the poms say already. ADR 11. */
class ArchitectureTest {

    private static final String[] CDK = {
        "software.amazon.awscdk..", "software.amazon.jsii..", "software.constructs..", "io.github.cdklabs.."
    };
    private static final String SETTINGS = "org.openemr.aws.settings..";
    private static final String CONTRACTS = "org.openemr.aws.contracts..";
    private static final String PLAN = "org.openemr.aws.plan..";
    private static final String CONSTRUCTS = "org.openemr.aws.constructs..";
    private static final String APP = "org.openemr.aws.app..";
    private static final String[] STACKS = {
        "org.openemr.aws.security..",
        "org.openemr.aws.network..",
        "org.openemr.aws.data..",
        "org.openemr.aws.dns..",
        "org.openemr.aws.identity..",
        "org.openemr.aws.compute..",
        "org.openemr.aws.backupcopy..",
        "org.openemr.aws.recovery..",
        "org.openemr.aws.analytics.."
    };

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.openemr.aws");

    @Test
    void dependenciesPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("settings")
                .definedBy(SETTINGS)
                .layer("contracts")
                .definedBy(CONTRACTS)
                .layer("constructs")
                .definedBy(CONSTRUCTS)
                .layer("stacks")
                .definedBy(STACKS)
                .layer("app")
                .definedBy(APP)
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("stacks")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("constructs")
                .mayOnlyBeAccessedByLayers("stacks", "app")
                .whereLayer("contracts")
                .mayOnlyBeAccessedByLayers("constructs", "stacks", "app")
                .check(ALL);
    }

    @Test
    void settingsContractsAndPlanKnowNoClassOfTheCdk() {
        noClasses()
                .that(resideInAnyPackage(SETTINGS, CONTRACTS, PLAN))
                .should()
                .transitivelyDependOnClassesThat(resideInAnyPackage(CDK))
                .check(ALL);
    }

    @Test
    void aStackKnowsNoOtherStack() {
        slices().matching(
                        "org.openemr.aws.(security|network|data|dns|identity|compute|backupcopy|recovery|analytics)..")
                .should()
                .notDependOnEachOther()
                .check(ALL);
    }

    @Test
    void roomsOfTheConstructsKnowEachOtherOneWay() {
        slices().matching("org.openemr.aws.constructs.(*)..")
                .should()
                .beFreeOfCycles()
                .check(ALL);
    }

    @Test
    void theFormOfSettingsKnowsNoKey() {
        noClasses()
                .that(resideInAPackage("org.openemr.aws.settings"))
                .should()
                .dependOnClassesThat(resideInAPackage("org.openemr.aws.settings.installation.."))
                .check(ALL);
    }

    /** A stack's parts are its own: others see the stack, and what it publishes. */
    @Test
    void onlyStacksArePublicInTheModulesOfStacks() {
        classes()
                .that(resideInAnyPackage(STACKS))
                .and(describe("are no parts of others", candidate -> !candidate.isNestedClass()))
                .and(describe(
                        "are public", candidate -> candidate.getModifiers().contains(JavaModifier.PUBLIC)))
                .should()
                .beAssignableTo(Stack.class)
                .check(ALL);
    }
}
