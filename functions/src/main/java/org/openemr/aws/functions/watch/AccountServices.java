package org.openemr.aws.functions.watch;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openemr.aws.functions.EventLog;
import org.openemr.aws.functions.Pause;
import org.openemr.aws.functions.customresource.CustomResourceAnswer;
import org.openemr.aws.functions.customresource.CustomResourceHandler;
import org.openemr.aws.functions.customresource.CustomResourceRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/**
 * Turns on what an account has once, the service that {@code Service} names. What is there already is left as it is: what it lacks is
 * told, as the attribute {@code State}, and not changed. Nothing is turned off or deleted: whoever else relies on it cannot be known.
 */
public final class AccountServices extends CustomResourceHandler {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Map<String, AccountService> services;
    private final EventLog log;

    /** The constructor that Lambda calls: clients for the function's own region and role. */
    public AccountServices() {
        this(
                new TreeMap<>(Map.of(
                        "threat-detector",
                        new ThreatDetector(GuardDutyClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build()),
                        "findings-hub",
                        new FindingsHub(SecurityHubClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build()),
                        "image-scanning",
                        new ImageScanning(Inspector2Client.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build()),
                        "recorder",
                        new Recorder(
                                ConfigClient.builder()
                                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                                        .build(),
                                IamClient.builder()
                                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                                        .build(),
                                () -> Pause.real(PAUSE)),
                        "spending-monitor",
                        new SpendingMonitor(CostExplorerClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build()))),
                new EventLog());
    }

    /** For tests: given services, by their names. */
    AccountServices(Map<String, AccountService> services, EventLog log) {
        super(log);
        this.services = services;
        this.log = log;
    }

    @Override
    protected CustomResourceAnswer createOrUpdate(CustomResourceRequest request) {
        var name = request.property("Service");
        var service = Optional.ofNullable(services.get(name))
                .orElseThrow(() -> new IllegalArgumentException("There is no service " + name));
        var adoption = service.adopt(request);
        log.info(
                "account-service",
                Map.of(
                        "service",
                        name,
                        "id",
                        adoption.id(),
                        "owner",
                        adoption.owner().name(),
                        "lacks",
                        adoption.lacks()));
        return new CustomResourceAnswer(name, Map.of("Id", adoption.id(), "State", adoption.sentence()));
    }

    @Override
    protected void delete(CustomResourceRequest request) {
        log.info("account-service-stays", Map.of("service", request.property("Service")));
    }
}
