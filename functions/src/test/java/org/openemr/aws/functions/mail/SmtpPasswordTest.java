package org.openemr.aws.functions.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpPasswordTest {

    /** Made with the algorithm that AWS publishes, in another language. */
    @ParameterizedTest
    @CsvSource({
        "eu-central-1, some+secret+key, BMXhUYlu5Z3gSXVQORxlVa7XPaz91aGWdfHxvkOZdWZ2",
        "eu-central-1, another+secret+key, BBbphbrQmrKMx42d1N6+C7VINYEBGI5v9VsZeTxwskfh",
        "us-west-1, some+secret+key, BH+jbMzper5WwlwUar9E1ySBqHa9whi0GPo+sJ0mVYJj",
        "us-west-1, another+secret+key, BKVmjjMDFk/qqw8EROW99bjCS65PF8WKvK5bSr4Y6EqF",
        "us-east-1, some+secret+key, BMU39oGRFDZgs0Mw0RjhVkfazsa9KpRlSMZWFvdFBP/J",
        "ap-southeast-3, another+secret+key, BHY+Erjpw4JDwECEMSIEVZpxattkThUaZPw+lvF0zxuQ"
    })
    void isWhatAwsPublishes(String region, String secretAccessKey, String password) {
        assertThat(SmtpPassword.derive(secretAccessKey, region)).isEqualTo(password);
    }
}
