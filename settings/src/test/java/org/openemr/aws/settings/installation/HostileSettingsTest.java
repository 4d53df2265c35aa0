package org.openemr.aws.settings.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.Problem;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.SettingsReader;

/** Whatever the context holds, it is read or reported: no other exception, and no wrong value accepted. */
class HostileSettingsTest {

    private static final Map<String, Setting<?>> SETTINGS = InstallationSettings.GROUPS.stream()
            .flatMap(group -> group.settings().stream())
            .collect(Collectors.toMap(Setting::key, setting -> setting));

    /** Texts that some setting accepts, and texts close to them, from which others are made. */
    private static final List<String> SEEDS = List.of(
            "10.0.0.0/16",
            "172.31.0.0/20",
            "192.168.255.0/24",
            "0.0.0.0/0",
            "203.0.113.0/24",
            "255.255.255.255/32",
            "2001:db8::/32",
            "::/0",
            "fe80:0:0:1::/64",
            "::ffff:10.0.0.0/104",
            "arn:aws:acm:us-east-1:111122223333:certificate/0000-1111",
            "arn:aws-us-gov:acm:us-gov-west-1:111122223333:certificate/a",
            "arn:aws:rds:us-east-1:111122223333:cluster-snapshot:rds:openemr-2026-11-24",
            "arn:aws:iam::111122223333:server-certificate/a",
            "clinic.example.org",
            "xn--kgbechtv.example.xn--p1ai",
            "a.bc",
            "alerts@clinic.example.org",
            "a.b+c@Example.org",
            "Z0123456789ABCDEFGHIJ",
            "fs-0123456789abcdef0",
            "openemr",
            "a-clinic-of-20-chars",
            "8.4.1",
            "openemr/openemr@sha256:" + "0".repeat(64),
            "111122223333.dkr.ecr.us-east-1.amazonaws.com/openemr",
            "AwsSolutions,HIPAA.Security",
            "[\"Serverless\"]",
            "retain",
            "true",
            "false",
            "null",
            "0.5",
            "256",
            "16",
            "2.0",
            "1024",
            "-1",
            "1e3",
            "0x10",
            "NaN");

    private static final String CHARACTERS = "aZ09.:/@-_+*,[]\"'$%& \t\n\0\u0663\u0130\u212a\uff0f\u00e9\ud83d\ude00";

    @Property
    void oneValueIsAcceptedExactlyWhenTheOracleAcceptsIt(
            @ForAll("settings") Setting<?> setting, @ForAll("values") Object value) {
        var context = new HashMap<String, Object>();
        context.put(setting.key(), value);
        var reader = new SettingsReader(context);

        reader.readOptional(setting);

        SettingsOracle.accepts(setting, value)
                .ifPresent(accepted -> assertThat(reader.areValid(setting))
                        .as("%s=%s", setting.key(), value)
                        .isEqualTo(accepted));
        assertThat(problems(reader)).allSatisfy(problem -> isComplete(problem, setting.key()));
    }

    @Property
    void aConfigurationIsReadOrItsEveryWrongKeyIsNamed(@ForAll("contexts") Map<String, Object> context) {
        try {
            InstallationSettings.read(context, Optional.of("us-east-1"));
            assertThat(wrongKeys(context)).isEmpty();
        } catch (InvalidSettingsException e) {
            assertThat(e.problems())
                    .extracting(Problem::key)
                    .containsAll(wrongKeys(context))
                    .allMatch(key -> SETTINGS.containsKey(key) || context.containsKey(key));
            assertThat(e.problems())
                    .allSatisfy(problem -> assertThat(e.getMessage()).contains(problem.paragraph()));
        }
    }

    @Provide
    Arbitrary<Setting<?>> settings() {
        return Arbitraries.of(SETTINGS.values());
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.frequencyOf(
                Tuple.of(12, changedSeeds()),
                Tuple.of(2, Arbitraries.strings().ofMaxLength(40)),
                Tuple.of(2, Arbitraries.longs().between(-3, 400)),
                Tuple.of(1, Arbitraries.integers()),
                Tuple.of(1, Arbitraries.doubles()),
                Tuple.of(1, Arbitraries.of(0.5, 1.0, 255.5, 256.0, 3.25, -0.0, Double.NaN, 1e300)),
                Tuple.of(1, Arbitraries.of(true, false)),
                Tuple.of(1, changedSeeds().list().ofMaxSize(3)),
                Tuple.of(
                        1,
                        Arbitraries.maps(Arbitraries.of(SEEDS), Arbitraries.integers())
                                .ofMaxSize(2)));
    }

    /** Contexts with a few keys, most of them settings, some of them misspelt. */
    @Provide
    Arbitrary<Map<String, Object>> contexts() {
        var keys = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of(SETTINGS.keySet())),
                Tuple.of(1, Arbitraries.of(SETTINGS.keySet()).map(key -> key + "s")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(12)));
        return Arbitraries.maps(keys, values()).ofMaxSize(8);
    }

    private static Arbitrary<String> changedSeeds() {
        return Combinators.combine(Arbitraries.of(SEEDS), edits().list().ofMaxSize(2))
                .as((seed, edits) ->
                        edits.stream().reduce(seed, (text, edit) -> edit.apply(text), (one, other) -> other));
    }

    /** Small changes of a text, and repetitions that make it very long. */
    private static Arbitrary<UnaryOperator<String>> edits() {
        var places = Arbitraries.doubles().between(0, 1);
        var characters =
                Arbitraries.of(CHARACTERS.codePoints().boxed().toList()).map(Character::toString);
        return Arbitraries.frequencyOf(
                Tuple.of(4, Combinators.combine(places, characters).as((at, c) -> text -> replaced(text, at, 0, c))),
                Tuple.of(4, Combinators.combine(places, characters).as((at, c) -> text -> replaced(text, at, 1, c))),
                Tuple.of(4, places.map(at -> text -> replaced(text, at, 1, ""))),
                Tuple.of(2, Arbitraries.of(String::toUpperCase, text -> " " + text + "\n", text -> text + text)),
                Tuple.of(
                        1,
                        Combinators.combine(places, Arbitraries.of(70, 300, 6_000))
                                .as((at, times) -> text ->
                                        text.length() > 100 ? text : replaced(text, at, 0, text.repeat(times)))));
    }

    private static String replaced(String text, double at, int length, String by) {
        var start = (int) (at * text.length());
        var end = Math.min(text.length(), start + length);
        return text.substring(0, start) + by + text.substring(end);
    }

    private static Set<String> wrongKeys(Map<String, Object> context) {
        return context.entrySet().stream()
                .filter(entry -> isWrong(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Unknown keys, unless they have the form of the CDK's own, and values that the oracle rejects. */
    private static boolean isWrong(String key, Object value) {
        return Optional.<Setting<?>>ofNullable(SETTINGS.get(key))
                .map(setting -> !SettingsOracle.accepts(setting, value).orElse(true))
                .orElse(!key.startsWith("@") && key.indexOf(':') <= 0);
    }

    private static List<Problem> problems(SettingsReader reader) {
        try {
            reader.finish();
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.problems();
        }
    }

    private static void isComplete(Problem problem, String key) {
        assertThat(problem.key()).isEqualTo(key);
        assertThat(List.of(problem.what(), problem.accepted(), problem.remedy()))
                .noneMatch(String::isBlank);
    }
}
