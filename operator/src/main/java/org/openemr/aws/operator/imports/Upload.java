package org.openemr.aws.operator.imports;

/**
 * What lies in the bucket.
 *
 * @param id tells it from others: the task brings what belongs to one
 * @param inspection what it is
 */
public record Upload(String id, Inspection inspection) {}
