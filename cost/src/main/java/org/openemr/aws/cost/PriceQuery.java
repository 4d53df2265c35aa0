package org.openemr.aws.cost;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * How an item is found in the <a href="https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/price-changes.html">price list of AWS</a>.
 *
 * @param service the code of the service there, for example {@code AmazonECS}
 * @param usageType the type of usage without the region's prefix
 * @param attributes what else the product has
 * @param per how many of the list's units are one of the table's: a million, where the list has the price of one request
 */
public record PriceQuery(String service, String usageType, Map<String, String> attributes, double per) {

    /** Of a region in usage types: {@code USE1-}, {@code EU-}, of KMS {@code us-east-1-}; us-east-1 often has none. {@code TS-} is a variant of a product. */
    private static final String PREFIX = "(?:EU-|[A-Z]{2,4}[0-9]-|[a-z]{2}(?:-[a-z]+)+-[0-9]-)?";

    /** Whether a product's type of usage is this one in some region. */
    public boolean isOf(String regionalUsageType) {
        return Pattern.matches(PREFIX + Pattern.quote(usageType), regionalUsageType);
    }
}
