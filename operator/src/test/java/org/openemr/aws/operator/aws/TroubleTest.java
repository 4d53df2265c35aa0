package org.openemr.aws.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openemr.aws.operator.ExitStatus;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;

/** Messages of the SDK as it writes them, and exceptions as it throws them. */
class TroubleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unable to load credentials from any of the providers in the chain: ProfileCredentialsProvider(profileName=default): Profile"
                        + " file contained no credentials for profile 'default'",
                "Unable to load SSO token",
                "Token is expired",
                "Unable to load credentials from system settings"
            })
    void whatIsMissingAreCredentials(String message) {
        var failure = Trouble.of(SdkClientException.create(message));

        assertThat(failure.status()).isEqualTo(ExitStatus.NOT_PERMITTED);
        assertThat(failure).hasMessageContaining("No usable AWS credentials");
    }

    @Test
    void aProfileThatIsMissingIsNamed() {
        assertThat(Trouble.of(SdkClientException.create("Profile file contained no credentials for profile 'staging'")))
                .hasMessageContaining("There is no such profile");
    }

    /** The SDK throws what comes when the files of AWS's command line are wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[default\naws_access_key_id = a\n",
                "[default]\nrole_arn = arn:aws:iam::111122223333:role/a\nsource_profile = missing\n",
                "[default]\ncredential_process = /bin/false\n"
            })
    void whatIsWrongIsTheProfile(String config, @TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("config"), config);

        var problem = catchThrowableOfType(
                RuntimeException.class,
                () -> ProfileCredentialsProvider.builder()
                        .profileFile(ProfileFile.builder()
                                .content(file)
                                .type(ProfileFile.Type.CREDENTIALS)
                                .build())
                        .build()
                        .resolveCredentials());

        assertThat(Trouble.ofSigningIn(problem))
                .hasValueSatisfying(failure ->
                        assertThat(failure).hasMessageContaining("The profile cannot be used", "~/.aws/config"));
    }

    @Test
    void aFaultOfOursIsNone() {
        assertThat(Trouble.ofSigningIn(new IllegalArgumentException("ours"))).isEmpty();
    }
}
