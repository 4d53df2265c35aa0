package org.openemr.aws.settings.environment;

import org.openemr.aws.settings.Problem;

/**
 * One thing that is wrong with an environment.
 *
 * @param environment its name
 * @param problem what is wrong
 */
public record EnvironmentProblem(String environment, Problem problem) {}
