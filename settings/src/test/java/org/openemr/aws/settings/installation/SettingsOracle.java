package org.openemr.aws.settings.installation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.openemr.aws.settings.Capacity;
import org.openemr.aws.settings.Cidr;
import org.openemr.aws.settings.CidrBlocks;
import org.openemr.aws.settings.OneOfNumbers;
import org.openemr.aws.settings.Setting;
import org.openemr.aws.settings.Text;
import org.openemr.aws.settings.ValueType;
import org.openemr.aws.settings.VpcCidr;
import org.openemr.aws.settings.WholeNumber;
import org.openemr.aws.settings.YesNo;

/**
 * Says what a setting must accept, from the standards and by other means than the settings' own: no regular expression
 * and no address library.
 */
final class SettingsOracle {

    private static final int LONGEST_DOMAIN = 253;
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String ATOM = "!#$%&'*+/=?^_`{|}~-";

    private SettingsOracle() {}

    /** Whether a value must be accepted; empty for the types that have no oracle. */
    static Optional<Boolean> accepts(Setting<?> setting, Object raw) {
        if (raw == null || raw instanceof String text && (text.isBlank() || "null".equals(text.strip()))) {
            return Optional.of(true);
        }
        return accepts(setting.type(), raw);
    }

    private static Optional<Boolean> accepts(ValueType<?> type, Object raw) {
        if (type instanceof YesNo) {
            return Optional.of(List.of("true", "false", "True", "False")
                    .contains(raw.toString().strip()));
        }
        if (type instanceof WholeNumber number) {
            return Optional.of(isWholeNumber(raw, number.minimum(), number.maximum()));
        }
        if (type instanceof OneOfNumbers numbers) {
            return Optional.of(numbers.values().stream().anyMatch(number -> isWholeNumber(raw, number, number)));
        }
        if (type instanceof Capacity capacity) {
            return Optional.of(isCapacity(raw, capacity.minimum(), capacity.maximum()));
        }
        if (type instanceof Cidr cidr) {
            return Optional.of(raw instanceof String text
                    && CidrOracle.read(text.strip(), cidr.version().isIPv4()).isPresent());
        }
        if (type instanceof CidrBlocks blocks) {
            return raw instanceof String text ? isBlock(blocks, text) : Optional.empty();
        }
        if (type instanceof VpcCidr) {
            return Optional.of(raw instanceof String text && isVpcBlock(text.strip()));
        }
        if (type instanceof Text form) {
            return raw instanceof String text ? hasForm(form.name(), text.strip()) : Optional.of(false);
        }
        return Optional.empty();
    }

    /** One block; of several the tests of their own say what holds. */
    private static Optional<Boolean> isBlock(CidrBlocks blocks, String text) {
        return text.chars().anyMatch(character -> "[]\",".indexOf(character) >= 0)
                ? Optional.empty()
                : Optional.of(
                        CidrOracle.read(text.strip(), blocks.block().version().isIPv4())
                                .isPresent());
    }

    private static Optional<Boolean> hasForm(String form, String text) {
        return switch (form) {
            case "domain name" -> Optional.of(isDomain(text));
            case "e-mail address" -> Optional.of(isEmailAddress(text));
            case "certificate ARN" -> Optional.of(isCertificateArn(text));
            case "hosted zone id" ->
                Optional.of(text.startsWith("Z")
                        && text.length() >= 2
                        && text.length() <= 32
                        && text.chars().allMatch(c -> isUpper(c) || isDigit(c)));
            case "file system id" ->
                Optional.of(text.startsWith("fs-")
                        && text.length() >= 11
                        && text.length() <= 43
                        && text.substring(3).chars().allMatch(SettingsOracle::isHex));
            case "name" -> Optional.of(isName(text));
            default -> Optional.empty();
        };
    }

    private static boolean isName(String text) {
        return text.length() >= 2
                && text.length() <= 20
                && isLower(text.charAt(0))
                && !text.endsWith("-")
                && !text.contains("--")
                && text.chars().allMatch(c -> isLower(c) || isDigit(c) || c == '-');
    }

    /** RFC 1123, in lower case, at least two labels, the last of which is no number. */
    private static boolean isDomain(String text) {
        var labels = text.split("\\.", -1);
        return text.length() >= 4
                && text.length() <= LONGEST_DOMAIN
                && labels.length >= 2
                && Stream.of(labels).allMatch(SettingsOracle::isLabel)
                && labels[labels.length - 1].length() >= 2
                && isLower(labels[labels.length - 1].charAt(0));
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= LONGEST_LABEL
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(c -> isLower(c) || isDigit(c) || c == '-');
    }

    /** RFC 5321 with a dot-atom of RFC 5322 before the at sign. */
    private static boolean isEmailAddress(String text) {
        var at = text.indexOf('@');
        return at > 0
                && at <= LONGEST_LOCAL_PART
                && Stream.of(text.substring(0, at).split("\\.", -1)).allMatch(SettingsOracle::isAtom)
                && text.chars().allMatch(c -> c < 128)
                && isDomain(text.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    private static boolean isAtom(String atom) {
        return !atom.isEmpty()
                && atom.chars().allMatch(c -> isLower(c) || isUpper(c) || isDigit(c) || ATOM.indexOf(c) >= 0);
    }

    private static boolean isCertificateArn(String text) {
        var parts = text.split(":", -1);
        return parts.length == 6
                && parts[0].equals("arn")
                && parts[1].startsWith("aws")
                && parts[1].chars().allMatch(c -> isLower(c) || c == '-')
                && parts[2].equals("acm")
                && isRegion(parts[3])
                && parts[4].length() == 12
                && parts[4].chars().allMatch(SettingsOracle::isDigit)
                && parts[5].startsWith("certificate/")
                && isCertificateId(parts[5].substring("certificate/".length()));
    }

    private static boolean isCertificateId(String id) {
        return !id.isEmpty()
                && id.length() <= 64
                && id.chars().allMatch(c -> isLower(c) || isUpper(c) || isDigit(c) || c == '-');
    }

    /** Two letters, one or more words and a digit: {@code us-gov-west-1}. */
    private static boolean isRegion(String text) {
        var words = List.of(text.split("-", -1));
        var last = words.size() - 1;
        return words.size() >= 3
                && words.get(0).length() == 2
                && words.subList(0, last).stream()
                        .allMatch(word -> !word.isEmpty() && word.chars().allMatch(SettingsOracle::isLower))
                && words.get(last).length() == 1
                && isDigit(words.get(last).charAt(0));
    }

    /** Whole numbers as JSON has them, or as text without sign, exponent or leading plus. */
    private static boolean isWholeNumber(Object raw, long minimum, long maximum) {
        return decimal(raw)
                .filter(number -> number.scale() <= 1)
                .filter(number -> number.stripTrailingZeros().scale() <= 0)
                .filter(number -> within(number, BigDecimal.valueOf(minimum), BigDecimal.valueOf(maximum)))
                .isPresent();
    }

    private static boolean isCapacity(Object raw, double minimum, double maximum) {
        return decimal(raw)
                .filter(number -> !raw.toString().contains("-") && number.scale() <= 6)
                .filter(number -> number.remainder(new BigDecimal("0.5")).signum() == 0)
                .filter(number -> within(number, BigDecimal.valueOf(minimum), BigDecimal.valueOf(maximum)))
                .isPresent();
    }

    private static boolean within(BigDecimal number, BigDecimal minimum, BigDecimal maximum) {
        return number.compareTo(minimum) >= 0 && number.compareTo(maximum) <= 0;
    }

    /** A number in plain decimal notation. */
    private static Optional<BigDecimal> decimal(Object raw) {
        if (!(raw instanceof Number || raw instanceof String)) {
            return Optional.empty();
        }
        var text = raw.toString().strip();
        var plain = text.chars().allMatch(c -> isDigit(c) || c == '.' || c == '-')
                && !text.startsWith(".")
                && !text.startsWith("-.")
                && !text.endsWith(".");
        try {
            return plain ? Optional.of(new BigDecimal(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isVpcBlock(String text) {
        return CidrOracle.read(text, true)
                .filter(block -> block.prefix() >= 16 && block.prefix() <= 24)
                .map(CidrOracle::groups)
                .filter(octets -> octets[0] == 10
                        || octets[0] == 172 && octets[1] / 16 == 1
                        || octets[0] == 192 && octets[1] == 168)
                .isPresent();
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHex(int c) {
        return isDigit(c) || c >= 'a' && c <= 'f';
    }
}
