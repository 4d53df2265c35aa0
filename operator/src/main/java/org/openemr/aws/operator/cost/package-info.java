/** Prices from the price list of AWS, and what was paid. */
package org.openemr.aws.operator.cost;
