package org.openemr.aws.functions.customresource;

import java.util.Map;

/**
 * What a custom resource has become.
 *
 * @param physicalId its identity; another than before makes CloudFormation delete the one before
 * @param attributes values for {@code Fn::GetAtt}
 */
public record CustomResourceAnswer(String physicalId, Map<String, ?> attributes) {}
