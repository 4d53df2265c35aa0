package org.openemr.aws.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openemr.aws.dns.DnsTemplates.DOMAIN;
import static org.openemr.aws.dns.DnsTemplates.STORED_ONLY;
import static org.openemr.aws.dns.DnsTemplates.records;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openemr.aws.constructs.fixtures.SynthesisedTemplate;
import org.openemr.aws.settings.installation.DomainRecords;

/** What {@code openemr doctor} looks for in the domain is what the stack makes. */
class DomainRecordsTest {

    @Test
    void areThoseOfTheTemplate() {
        assertThat(made(DOMAIN, false)).containsExactly("A openemr.clinic.example.org");
        assertThat(made(STORED_ONLY, true)).hasSize(5);
    }

    /** The records of a template but those of DKIM; each must be known. */
    private static Stream<String> made(SynthesisedTemplate template, boolean mail) {
        Map<String, Set<String>> known = DomainRecords.of("clinic.example.org", mail);
        return records(template).stream()
                .filter(record -> record.endsWith("."))
                .map(record -> record.substring(0, record.length() - 1))
                .peek(record -> {
                    var words = record.split(" ", 2);
                    assertThat(known.get(words[1])).as(record).contains(words[0]);
                });
    }
}
