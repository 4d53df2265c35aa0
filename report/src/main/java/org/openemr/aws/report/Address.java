package org.openemr.aws.report;

/**
 * Where a resource is written.
 *
 * @param stack the id of its stack, for example {@code DataStack}
 * @param id its logical id
 */
record Address(String stack, String id) {}
