package org.openemr.aws.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.openemr.aws.settings.former.PythonProjects;

/**
 * Reads settings from the CDK context and collects everything that is wrong, so that one report can name it all. A
 * setting that cannot be read yields its default; rules that tie settings together ask {@link #areValid} first, so that
 * one mistake is not reported twice.
 */
public final class SettingsReader {

    private final Map<String, Object> context;
    private final Set<String> knownKeys = new HashSet<>();
    private final Set<String> invalidKeys = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    public SettingsReader(Map<String, ?> context) {
        this.context = new TreeMap<>(context);
    }

    /** The value of a setting that has a default, or the default. */
    public <T> T read(Setting<T> setting) {
        return readOptional(setting).orElseThrow();
    }

    /** The value of a setting, empty when it is absent and has no default. */
    public <T> Optional<T> readOptional(Setting<T> setting) {
        knownKeys.add(setting.key());
        return WrittenValue.of(context, setting.key())
                .flatMap(raw -> parse(setting, raw))
                .or(setting::defaultValue);
    }

    private <T> Optional<T> parse(Setting<T> setting, Object raw) {
        try {
            return Optional.of(setting.type().parse(raw));
        } catch (InvalidValueException e) {
            PythonProjects.table()
                    .value(setting.key(), raw)
                    .ifPresentOrElse(
                            former -> reject(setting, former.meaning(), former.remedy()),
                            () -> reject(setting, e.whatIsWrong(), e.remedy()));
            return Optional.empty();
        }
    }

    /** Whether none of the settings has been rejected so far. */
    public boolean areValid(Setting<?>... settings) {
        return List.of(settings).stream().map(Setting::key).noneMatch(invalidKeys::contains);
    }

    /** Reports a problem with a setting; its value and what it accepts are added. */
    public void reject(Setting<?> setting, String what, String remedy) {
        invalidKeys.add(setting.key());
        problems.add(new Problem(
                setting.key(),
                what,
                Objects.toString(context.get(setting.key()), "absent"),
                setting.type().accepted(),
                remedy));
    }

    /** Reports something that is accepted but deserves a second look. */
    public void warn(Setting<?> setting, String text) {
        warnings.add(new Warning(setting.key(), text));
    }

    /** Everything to consider about an accepted configuration. */
    public List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Ends the reading: every key of the context must have been asked for, or belong to the CDK itself.
     *
     * @throws InvalidSettingsException with all problems, when there is any
     */
    public void finish() {
        new UnknownKeys(knownKeys).findIn(context).forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }
}
