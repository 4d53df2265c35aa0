package org.openemr.aws.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessCommandsTest extends OperatorTest {

    /** Over HTTPS: plain HTTP may not be opened. */
    @BeforeEach
    void bringACertificate() {
        operator().withCertificate();
    }

    @Test
    void opensNoPlainHttp() {
        operator().cdkJson();

        var run = operator().run("access", "allow", "203.0.113.0/24");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("would open plain HTTP");
    }

    @Test
    void isClosedAtFirst() {
        assertThat(operator().run("access", "show").out()).isEqualTo("ipv4  closed\nipv6  closed\n");
    }

    @Test
    void allowsABlockAndSaysHowToApplyIt() {
        var before = operator().read("cdk.json");

        var run = operator().run("access", "allow", "203.0.113.0/24");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("+    \"security_group_ip_range_ipv4\": \"203.0.113.0/24\",")
                .hasLineCount(2);
        assertThat(run.err()).contains("npx cdk deploy --exclusively NetworkStack");
        assertThat(operator().read("cdk.json"))
                .isEqualTo(before.replace(
                        "\"security_group_ip_range_ipv4\": null",
                        "\"security_group_ip_range_ipv4\": \"203.0.113.0/24\""));
        assertThat(operator().run("access", "show", "-o", "json").out()).contains("\"ipv4\" : \"203.0.113.0/24\"");
    }

    @Test
    void allowsAnIpv6Block() {
        operator().run("access", "allow", "2001:db8::/32");

        assertThat(operator().run("access", "show").out()).isEqualTo("ipv4  closed\nipv6  2001:db8::/32\n");
    }

    /** The record of the site over IPv6 is DnsStack's. */
    @Test
    void namesTheStackOfTheRecordTooWhenIpv6ChangesAndThereIsADomain() {
        operator().setting("route53_domain", "null", "\"clinic.example.org\"");

        assertThat(operator().run("access", "allow", "203.0.113.0/24").err())
                .contains("npx cdk deploy --exclusively NetworkStack\n");
        assertThat(operator().run("access", "allow", "2001:db8::/32").err())
                .contains("npx cdk deploy --exclusively NetworkStack DnsStack\n");
        assertThat(operator().run("access", "close", "--all").err())
                .contains("npx cdk deploy --exclusively NetworkStack DnsStack\n");
    }

    @Test
    void allowsTwiceWithoutAChange() {
        operator().run("access", "allow", "203.0.113.0/24");

        var run = operator().run("access", "allow", "203.0.113.0/24");

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Allowed already.");
    }

    @Test
    void closesAgain() {
        var before = operator().read("cdk.json");
        operator().run("access", "allow", "203.0.113.0/24");
        operator().run("access", "allow", "2001:db8::/32");

        var run = operator().run("access", "close", "--all");

        assertThat(run.status()).isZero();
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        assertThat(operator().run("access", "close", "--all").err()).contains("Closed already.");
    }

    /** A second office does not take the first one's access away. */
    @Test
    void allowsOneMoreBlock() {
        operator().run("access", "allow", "203.0.113.0/24");

        var run = operator().run("access", "allow", "198.51.100.7/32");

        assertThat(run.status()).isZero();
        assertThat(operator().read("cdk.json"))
                .contains("\"security_group_ip_range_ipv4\": [\"203.0.113.0/24\",\"198.51.100.7/32\"]");
        assertThat(operator().run("access", "show").out()).contains("ipv4  203.0.113.0/24, 198.51.100.7/32\n");
        assertThat(operator().run("access", "allow", "203.0.113.7/32").err()).contains("inside of the other");
    }

    @Test
    void closesOneOfSeveral() {
        operator().setting("security_group_ip_range_ipv4", "null", "\"203.0.113.0/24, 198.51.100.7/32\"");
        operator().run("access", "allow", "2001:db8::/32");

        assertThat(operator().run("access", "close", "203.0.113.0/24").status()).isZero();

        assertThat(operator().run("access", "show").out()).isEqualTo("ipv4  198.51.100.7/32\nipv6  2001:db8::/32\n");
        assertThat(operator().read("cdk.json")).contains("\"security_group_ip_range_ipv4\": \"198.51.100.7/32\"");
    }

    @Test
    void closesNothingThatIsNotOpen() {
        operator().run("access", "allow", "203.0.113.0/24");
        var before = operator().read("cdk.json");

        var run = operator().run("access", "close", "203.0.113.0/25");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("admits no 203.0.113.0/25: [203.0.113.0/24]");
        assertThat(operator().read("cdk.json")).isEqualTo(before);
        assertThat(operator().run("access", "close").status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.0/33", "203.0.113.7/24", "anybody", "2001:db8::/129", "203.0.113.0", "'; rm"})
    void refusesWhatIsNoBlock(String block) {
        var before = operator().read("cdk.json");

        var run = operator().run("access", "allow", block);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Nothing was changed", "accepted:");
        assertThat(operator().read("cdk.json")).isEqualTo(before);
    }

    @Test
    void needsABlockOrTheOwnAddress() {
        assertThat(operator().run("access", "allow").status()).isEqualTo(2);
        assertThat(operator()
                        .run("access", "allow", "203.0.113.0/24", "--my-ip")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void asksForTheOwnAddressOverHttpsOnly() {
        var run = operator().with("OPENEMR_ADDRESS_SERVICE", aws().url()).run("access", "allow", "--my-ip");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("must be an https address");
    }

    @Test
    void believesNoServerWhoseCertificateIsNotVerified() {
        try (var server = new UnknownServer()) {
            var run = operator().with("OPENEMR_ADDRESS_SERVICE", server.url()).run("access", "allow", "--my-ip");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("could not be asked", "openemr access allow CIDR");
            assertThat(operator().run("access", "show").out()).contains("ipv4  closed");
        }
    }

    @Test
    void saysThatThereIsNoCheckout() throws Exception {
        Files.delete(operator().directory().resolve("cdk.json"));

        var run = operator().run("access", "show");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("No cdk.json in");
    }

    /** One address has many forms. */
    @Test
    void closesABlockHoweverItIsWritten() {
        operator().run("access", "allow", "2001:db8::/32");

        assertThat(operator().run("access", "close", "2001:DB8:0:0::/32").status())
                .isZero();
        assertThat(operator().run("access", "show").out()).contains("ipv6  closed");
    }

    /** Nobody has such an address on the internet. */
    @Test
    void warnsOfAPrivateRange() {
        assertThat(operator().run("access", "allow", "10.0.0.0/8").err()).contains("security_group_ip_range_ipv4: ");
        assertThat(operator().run("access", "allow", "203.0.113.0/24").out()).contains("203.0.113.0/24");
    }

    /** What scripts read has nothing else in it. */
    @Test
    void showsChangesToPeople() {
        var run = operator().run("access", "allow", "203.0.113.0/24", "-o", "json");

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("203.0.113.0/24");
    }
}
