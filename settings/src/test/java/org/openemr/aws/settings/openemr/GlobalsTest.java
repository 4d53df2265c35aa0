package org.openemr.aws.settings.openemr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openemr.aws.settings.InvalidValueException;

class GlobalsTest {

    @Test
    void keepsValuesAsOpenEmrDoes() throws InvalidValueException {
        assertThat(Globals.GLOBALS.parse(Map.of(
                        "timeout", 600, "secure_password", false, "openemr_name", "Clinic", "some_module_flag", true)))
                .containsExactly(
                        Map.entry("openemr_name", "Clinic"),
                        Map.entry("secure_password", "0"),
                        Map.entry("some_module_flag", "1"),
                        Map.entry("timeout", "600"));
    }

    @Test
    void wantsAValueForEachName() {
        var withoutValue = new HashMap<String, Object>();
        withoutValue.put("secure_password", null);

        assertThatThrownBy(() -> Globals.GLOBALS.parse(withoutValue)).hasMessage("secure_password has no value");
    }

    /** As {@code -c openemr_settings=...} gives it. */
    @Test
    void readsTheTextOfAnObject() throws InvalidValueException {
        assertThat(Globals.GLOBALS.parse("{\"timeout\": 600}")).containsExactly(Map.entry("timeout", "600"));
        for (var text : List.of("timeout=600", " null\t", "[]", "7", "{} {}")) {
            assertThatThrownBy(() -> Globals.GLOBALS.parse(text)).as(text).hasMessage("is no object");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout | 5 | timeout is out of range | a whole number from 60",
                "enable_auditlog | perhaps | enable_auditlog is neither true nor false | true or false",
                "gbl_time_zone | Mars/Olympus | gbl_time_zone is no time zone | America/New_York",
                "rest_api | 1 | rest_api is decided by another key | activate_openemr_apis",
                "SMTP_PASS | x | SMTP_PASS is a secret | Administration",
                "TIMEOUT | 1 | TIMEOUT is not spelled as OpenEMR does | timeout",
                "Site_Addr_OATH | x | Site_Addr_OATH is not spelled as OpenEMR does | site_addr_oath",
                "gbl_time_zone | SystemV/EST5 | gbl_time_zone is no time zone | America/New_York",
                "gateway_transaction_key | x | gateway_transaction_key is a secret | Administration",
                "sphere_credit_void_confirm_pin | x | sphere_credit_void_confirm_pin is a secret | Administration",
                "SMS_GATEWAY_APIKEY | x | SMS_GATEWAY_APIKEY is a secret | Administration",
                "drop table | 1 | drop table is no name | letters, digits"
            })
    void saysWhatIsWrongWithWhich(String name, String value, String what, String remedy) {
        assertThatThrownBy(() -> Globals.GLOBALS.parse(Map.of(name, value)))
                .isInstanceOfSatisfying(InvalidValueException.class, problem -> {
                    assertThat(problem.whatIsWrong()).startsWith(what);
                    assertThat(problem.remedy()).contains(remedy);
                });
    }

    /** MySQL compares them without regard to case. */
    @Test
    void takesEachNameOnce() {
        assertThatThrownBy(() -> Globals.GLOBALS.parse(Map.of("a_module_flag", 1, "A_Module_Flag", 0)))
                .hasMessageContaining("is there twice");
    }

    @Test
    void takesOneLineOnly() {
        assertThatThrownBy(() -> Globals.GLOBALS.parse(Map.of("some_text", "a\nrest_api=1")))
                .hasMessageContaining("does not fit");
        assertThatThrownBy(() -> Globals.GLOBALS.parse(Map.of("some_text", List.of("a"))))
                .hasMessageContaining("neither text, number nor boolean");
    }

    /** A parameter of Systems Manager holds 4096 characters. */
    @Test
    void takesNoMoreThanAParameterHolds() {
        var many =
                IntStream.range(0, 200).boxed().collect(Collectors.toMap(number -> "a_setting_" + number, number -> 1));

        assertThatThrownBy(() -> Globals.GLOBALS.parse(many)).hasMessageContaining("longer than 3000 characters");
    }

    @Test
    void namesASafeguardForEachRecommendation() throws InvalidValueException {
        assertThat(KnownGlobals.ALL)
                .filteredOn(known -> known.recommended().isPresent())
                .hasSize(Globals.GLOBALS.parse(KnownGlobals.recommendations()).size())
                .allSatisfy(known -> assertThat(known.safeguard()).startsWith("164.312("));
    }
}
