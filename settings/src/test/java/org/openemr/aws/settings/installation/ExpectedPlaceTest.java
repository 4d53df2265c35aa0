package org.openemr.aws.settings.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration goes to the account and the region that it is for, and nowhere else. */
class ExpectedPlaceTest {

    private static final Map<String, Object> EXPECTED =
            Map.of("expected_account", "111122223333", "expected_region", "us-east-1");

    @Test
    void isAnywhereByDefault() {
        assertThat(read(Map.of(), "us-east-1", "444455556666").expected())
                .isEqualTo(new ExpectedPlace(Optional.empty(), Optional.empty()));
    }

    @Test
    void refusesAnotherAccountAndAnotherRegion() {
        assertThatThrownBy(() -> read(EXPECTED, "us-east-1", "444455556666"))
                .hasMessageContaining("expected_account: is not the account at hand, 444455556666");
        assertThatThrownBy(() -> read(EXPECTED, "eu-west-1", "111122223333"))
                .hasMessageContaining("expected_region: is not the region at hand, eu-west-1");
        assertThat(read(EXPECTED, "us-east-1", "111122223333").expected().account())
                .contains("111122223333");
    }

    /** Templates are made without credentials. */
    @Test
    void isNotAskedForWhereNothingIsKnown() {
        assertThat(InstallationSettings.read(EXPECTED, Optional.empty(), Optional.empty())
                        .expected()
                        .region())
                .contains("us-east-1");
    }

    /** With credentials of the account of copies only their stack is deployed. */
    @Test
    void admitsTheAccountThatKeepsCopies() {
        var copied = new HashMap<>(EXPECTED);
        copied.put("backup_copy_account", "444455556666");

        assertThat(read(copied, "us-east-1", "444455556666").expected().account())
                .contains("111122223333");
        assertThatThrownBy(() -> read(copied, "us-east-1", "777788889999"))
                .hasMessageContaining("expected_account: is not the account at hand, 777788889999");
        assertThatThrownBy(() -> read(Map.of("backup_copy_account", "444455556666"), "us-east-1", "444455556666"))
                .hasMessageContaining("backup_copy_account: needs expected_account");
        copied.remove("expected_region");
        assertThatThrownBy(() -> read(copied, "eu-west-1", "444455556666"))
                .hasMessageContaining("backup_copy_account: needs expected_region");
        assertThat(read(copied, "eu-west-1", "111122223333").expected().region())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"expected_account, 1111-2222-3333", "expected_account, clinic", "expected_region, N. Virginia"})
    void refusesWhatIsNone(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value), "us-east-1", "111122223333"))
                .hasMessageContaining(key + ": has not the form");
    }

    private static InstallationSettings read(Map<String, ?> context, String region, String account) {
        return InstallationSettings.read(context, Optional.of(region), Optional.of(account));
    }
}
