package org.openemr.aws.cost;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * How an item is found in the <a href="https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/price-changes.html">price list of AWS</a>.
 *
 * @param service the code of the service there, for example {@code AmazonECS}
 * @param usageType the type of usage without the region's prefix
 * @param attributes what else the product has
 */
public record PriceQuery(String service, String usageType, Map<String, String> attributes) {

    /** Of a region in usage types, for example {@code USE1-} or {@code EU-}; us-east-1 often has none. */
    private static final String PREFIX = "(?:[A-Z]{2,4}[0-9]{0,2}-)?";

    /** Whether a product's type of usage is this one in some region. */
    public boolean isOf(String regionalUsageType) {
        return Pattern.matches(PREFIX + Pattern.quote(usageType), regionalUsageType);
    }
}
