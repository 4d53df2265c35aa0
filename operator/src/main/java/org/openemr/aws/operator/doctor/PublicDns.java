package org.openemr.aws.operator.doctor;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What the internet knows of a domain, asked of the resolver of this machine. */
public final class PublicDns {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Optional<String> server;

    /** Asks the machine's resolver, or the one in {@code OPENEMR_DNS_SERVER}, written as host and port. */
    public PublicDns(Map<String, String> environment) {
        server = Optional.ofNullable(environment.get("OPENEMR_DNS_SERVER"));
    }

    /** The name servers that a domain is delegated to, in lower case and without the last dot; nothing when nobody can be asked. */
    public Optional<Set<String>> nameServers(String domain) {
        try {
            var lookup = new Lookup(domain + ".", Type.NS);
            lookup.setCache(null);
            lookup.setResolver(resolver());
            var records = lookup.run();
            return switch (lookup.getResult()) {
                case Lookup.SUCCESSFUL -> Optional.of(names(Stream.of(records).map(NSRecord.class::cast)));
                case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> Optional.of(Set.of());
                default -> Optional.empty();
            };
        } catch (TextParseException | UnknownHostException e) {
            return Optional.empty();
        }
    }

    private Resolver resolver() throws UnknownHostException {
        var resolver = new SimpleResolver();
        server.map(address -> address.split(":", 2))
                .ifPresent(parts -> resolver.setAddress(new InetSocketAddress(parts[0], Integer.parseInt(parts[1]))));
        resolver.setTimeout(LIMIT);
        return resolver;
    }

    private static Set<String> names(Stream<NSRecord> records) {
        var names = new TreeSet<String>();
        records.map(record -> record.getTarget().toString(true).toLowerCase(Locale.ROOT))
                .forEach(names::add);
        return names;
    }
}
