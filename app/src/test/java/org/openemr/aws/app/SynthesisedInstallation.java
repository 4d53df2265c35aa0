package org.openemr.aws.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.constructs.fixtures.TestApp;
import org.openemr.aws.settings.installation.InstallationSettings;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;

/**
 * The templates of an installation by stack id. Those of any settings are synthesised with every check that the command
 * line runs: a finding of a pack or of the template validation throws.
 */
final class SynthesisedInstallation {

    private static final Map<Configuration, Map<String, SynthesisedTemplate>> KNOWN =
            new EnumMap<>(Configuration.class);

    private SynthesisedInstallation() {}

    /** The templates of one of the kept configurations, synthesised once; {@link ConfigurationSpace} has their like checked. */
    static Map<String, SynthesisedTemplate> of(Configuration configuration) {
        return KNOWN.computeIfAbsent(configuration, key -> parsed(uncheckedTexts(key.settings())));
    }

    /** The templates of any settings in any environment. */
    static Map<String, SynthesisedTemplate> of(Map<String, ?> settings, Environment environment) {
        return parsed(texts(settings, environment));
    }

    /** The templates as they are written. */
    static Map<String, String> texts(Map<String, ?> settings, Environment environment) {
        return texts(TestApp.create(), settings, environment);
    }

    /**
     * The templates as they are written, without packs and template validation, which change nothing in them: the CDK
     * validates when an app is synthesised, not when a stage of it is. The id "Default" leaves no mark in ids and names, only
     * in tags that hold a construct's path.
     */
    static Map<String, String> uncheckedTexts(Map<String, ?> settings) {
        var withoutPacks = new HashMap<String, Object>(settings);
        withoutPacks.put("compliance_packs", List.of());
        var texts = texts(new Stage(TestApp.create(), "Default"), withoutPacks, TestApp.ENVIRONMENT);
        texts.replaceAll((stack, text) -> text.replace("\"Default/", "\""));
        return texts;
    }

    /** The templates of a stage that holds nothing yet. */
    static Map<String, String> texts(Stage stage, Map<String, ?> settings, Environment environment) {
        var appSettings = InstallationSettings.read(settings, Optional.ofNullable(environment.getRegion()));
        var stacks = Installation.in(stage, appSettings, environment).stacks();
        var directory = Path.of(stage.synth().getDirectory());
        var texts = new HashMap<String, String>();
        for (Stack stack : stacks) {
            texts.put(stack.getNode().getId(), read(directory.resolve(stack.getTemplateFile())));
        }
        return texts;
    }

    private static Map<String, SynthesisedTemplate> parsed(Map<String, String> texts) {
        var templates = new LinkedHashMap<String, SynthesisedTemplate>();
        texts.forEach((stack, text) -> templates.put(stack, SynthesisedTemplate.parse(text)));
        return templates;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
