package org.openemr.aws.plan;

import java.util.List;

/**
 * What AWS's resource specification says of a type.
 *
 * @param replacing paths of properties whose change replaces the resource, {@code *} for the elements of a list or a map
 * @param mayReplace paths of properties whose change replaces it in some cases
 */
public record ResourceType(List<String> replacing, List<String> mayReplace) {}
