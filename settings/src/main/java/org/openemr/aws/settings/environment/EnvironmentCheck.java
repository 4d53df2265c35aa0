package org.openemr.aws.settings.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.settings.InvalidSettingsException;
import org.openemr.aws.settings.Problem;
import org.openemr.aws.settings.WrittenValue;
import org.openemr.aws.settings.installation.InstallationSettings;

/**
 * What is wrong with the environments of a checkout: with each for itself, and with all together.
 *
 * @param files the environments
 */
public record EnvironmentCheck(EnvironmentFiles files) {

    private static final String ACCOUNT = "expected_account";
    private static final String REGION = "expected_region";
    private static final String NAME = "deployment_name";

    /** Everything, in the order of the environments' names. */
    public List<EnvironmentProblem> problems() {
        var valid = new LinkedHashMap<String, InstallationSettings>();
        var problems = new ArrayList<EnvironmentProblem>();
        for (var name : files.names()) {
            try {
                var all = files.all(name);
                own(name, all).forEach(problem -> problems.add(new EnvironmentProblem(name, problem)));
                valid.put(name, InstallationSettings.read(all, WrittenValue.text(all, REGION)));
            } catch (InvalidSettingsException e) {
                e.problems().forEach(problem -> problems.add(new EnvironmentProblem(name, problem)));
            }
        }
        together(valid).forEach(problems::add);
        return problems;
    }

    /** What its file says that cdk.json says already, and what no environment may leave open. */
    private Stream<Problem> own(String name, Map<String, Object> all) {
        var own = files.own(name);
        var common = files.common();
        var repeated = own.entrySet().stream()
                .filter(entry -> common.containsKey(entry.getKey())
                        && EnvironmentFiles.same(entry.getValue(), common.get(entry.getKey())))
                .map(entry -> new Problem(
                        entry.getKey(),
                        "is the same in cdk.json",
                        String.valueOf(entry.getValue()),
                        "what differs from cdk.json",
                        "remove it from " + files.path(name).getFileName()));
        var open = Stream.of(ACCOUNT, REGION)
                .filter(key -> WrittenValue.text(all, key).isEmpty())
                .map(key -> new Problem(
                        key,
                        "is not said: with other credentials at hand the environment would go elsewhere",
                        "absent",
                        "where the environment is, and nowhere else",
                        "add it to " + files.path(name).getFileName()));
        return Stream.concat(repeated, open);
    }

    private static Stream<EnvironmentProblem> together(Map<String, InstallationSettings> environments) {
        var places = new LinkedHashMap<String, String>();
        var addresses = new LinkedHashMap<String, String>();
        var mail = new LinkedHashMap<String, String>();
        var repositoryHosts = new LinkedHashMap<String, String>();
        var problems = new ArrayList<EnvironmentProblem>();
        environments.forEach((name, settings) -> {
            var place = String.join(
                    " ",
                    settings.expected().account().orElse(""),
                    settings.expected().region().orElse(""),
                    settings.deployment().name());
            taken(places, place, name, NAME, "is the name of %s in the same account and region", "choose another name")
                    .ifPresent(problems::add);
            settings.features()
                    .access()
                    .hostName()
                    .ifPresent(host -> taken(
                                    addresses,
                                    host,
                                    name,
                                    "site_host_name",
                                    "is the address of %s",
                                    "choose another address")
                            .ifPresent(problems::add));
            settings.dns()
                    .domain()
                    .filter(domain -> settings.dns().mail())
                    .ifPresent(domain -> taken(
                                    mail,
                                    domain,
                                    name,
                                    "configure_ses",
                                    "is on in %s for the same domain",
                                    "leave it on in one")
                            .ifPresent(problems::add));
            if (settings.pipeline().wanted() && settings.pipeline().makesIdentityProvider()) {
                taken(
                                repositoryHosts,
                                settings.expected().account().orElse("") + " "
                                        + settings.pipeline().host(),
                                name,
                                "pipeline_make_identity_provider",
                                "is on in %s for the same host and account, which knows a host once",
                                "set it to false in one")
                        .ifPresent(problems::add);
            }
        });
        return problems.stream();
    }

    private static Optional<EnvironmentProblem> taken(
            Map<String, String> owners, String what, String name, String key, String problem, String remedy) {
        return Optional.ofNullable(owners.putIfAbsent(what, name))
                .map(owner -> new EnvironmentProblem(
                        name, new Problem(key, problem.formatted(owner), what, "one of each", remedy)));
    }
}
