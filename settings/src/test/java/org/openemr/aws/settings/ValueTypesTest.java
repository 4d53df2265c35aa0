package org.openemr.aws.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "203.0.113.0/24", "203.0.113.7/32", "10.0.0.0/8"})
    void acceptsIpv4Blocks(String block) throws InvalidValueException {
        assertThat(Cidr.IPV4.parse(block).toCanonicalString()).isEqualTo(block);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999.1.1.1/24",
                "203.0.113.0",
                "203.0.113.1/24",
                "203.0.113.0/33",
                "/24",
                "::/0",
                "*",
                "1-2.0.0.0/8",
                "auto"
            })
    void refusesWhatIsNoIpv4Block(String block) {
        assertThatThrownBy(() -> Cidr.IPV4.parse(block)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::/0", "2001:db8::/32"})
    void acceptsIpv6Blocks(String block) throws InvalidValueException {
        assertThat(Cidr.IPV6.parse(block).toCanonicalString()).isEqualTo(block);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1%eth0/64", "/56", "2001:db8::1/32", "0.0.0.0/0", "2001:db8::/129"})
    void refusesWhatIsNoIpv6Block(String block) {
        assertThatThrownBy(() -> Cidr.IPV6.parse(block)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-31", " 2028-02-29 "})
    void acceptsDays(String day) throws InvalidValueException {
        assertThat(Day.DAY.parse(day)).hasToString(day.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29",
                "2026-13-01",
                "2026-1-1",
                "31.12.2026",
                "2026-12-31T00:00:00Z",
                "tomorrow",
                "20261231"
            })
    void refusesWhatIsNoDay(String day) {
        assertThatThrownBy(() -> Day.DAY.parse(day)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts@clinic.example.org", "a.b+c@Example.org"})
    void acceptsEMailAddresses(String address) throws InvalidValueException {
        assertThat(Text.EMAIL_ADDRESS.parse(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts", "@example.org", "a@b", "a b@example.org", "a@@example.org", ".a@example.org"})
    void refusesWhatIsNoEMailAddress(String address) {
        assertThatThrownBy(() -> Text.EMAIL_ADDRESS.parse(address)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void readsAListFromJsonAndFromTheCommandLine() throws InvalidValueException {
        var list = new ListOf(List.of("a", "b"));

        assertThat(list.parse(List.of("b", "a"))).containsExactly("b", "a");
        assertThat(list.parse("a,b")).containsExactly("a", "b");
        assertThat(list.parse("[\"a\"]")).containsExactly("a");
        assertThat(list.parse("[]")).isEmpty();
        assertThatThrownBy(() -> list.parse("c")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void readsAListOfTextsInItsOrder() throws InvalidValueException {
        var list = new ListOfTexts(Text.of("letter", "[a-z]", "a letter"));

        assertThat(list.parse(List.of("b", "a"))).containsExactly("b", "a");
        assertThat(list.parse("b, a")).containsExactly("b", "a");
        assertThatThrownBy(() -> list.parse("b,b")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> list.parse("bb")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> list.parse(7)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void readsYesAndNoAsJsonAndAsTextAndNothingElse() throws InvalidValueException {
        assertThat(YesNo.YES_NO.parse(true)).isTrue();
        assertThat(YesNo.YES_NO.parse("false")).isFalse();
        assertThatThrownBy(() -> YesNo.YES_NO.parse("yes")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> YesNo.YES_NO.parse(1)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.0/24,198.51.100.7/32",
                " 203.0.113.0/24 , 198.51.100.7/32 ",
                "[\"203.0.113.0/24\", \"198.51.100.7/32\"]"
            })
    void blocksComeWithCommasOrAsAList(String text) throws Exception {
        assertThat(CidrBlocks.IPV4.parse(text))
                .map(Object::toString)
                .containsExactly("203.0.113.0/24", "198.51.100.7/32");
        assertThat(CidrBlocks.IPV4.parse(List.of("203.0.113.0/24", "198.51.100.7/32")))
                .hasSize(2);
        assertThat(CidrBlocks.IPV6.parse("2001:db8::/32, 2001:db9::/32")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "203.0.113.0/24,2001:db8::/32",
                "203.0.113.0/24,203.0.113.0/24",
                "203.0.113.0/24,203.0.113.7/32",
                "0.0.0.0/0,203.0.113.7/32"
            })
    void blocksThatAreNoneOrInsideOfEachOtherAreRefused(String text) {
        assertThatThrownBy(() -> CidrBlocks.IPV4.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    /** A security group has 60 rules for each IP version, and a block takes two. */
    @Test
    void moreBlocksThanASecurityGroupHoldsAreRefused() throws Exception {
        var blocks = IntStream.range(0, 31)
                .mapToObj(number -> "203.0.113." + number + "/32")
                .toList();

        assertThat(CidrBlocks.IPV4.parse(blocks.subList(0, 30))).hasSize(30);
        assertThatThrownBy(() -> CidrBlocks.IPV4.parse(blocks)).hasMessageContaining("31 blocks");
    }
}
